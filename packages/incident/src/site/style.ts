/** The one style sheet. Colours are chosen for WCAG AA contrast in both schemes; the system decides which. */
export const styleSheet = `:root{color-scheme:light dark;--bg:#fdfcf8;--fg:#1c1b18;--soft:#56534b;--line:#d8d3c4;--card:#f4f0e3;--link:#7a4a00;--mark:#f6c915;--bad:#9b1c1c;--good:#1d5c2e}
@media (prefers-color-scheme:dark){:root{--bg:#16150f;--fg:#efece1;--soft:#b5b0a1;--line:#45413a;--card:#211f18;--link:#f6c915;--mark:#f6c915;--bad:#ff9d94;--good:#8fd6a1}}
*{box-sizing:border-box}
[hidden]{display:none!important}
td.date{white-space:nowrap}
body{margin:0;background:var(--bg);color:var(--fg);font:1rem/1.6 system-ui,sans-serif}
main,header.site,footer.site{max-width:62rem;margin:0 auto;padding:0 1rem}
header.site{border-bottom:4px solid var(--mark);padding-top:1rem;padding-bottom:.5rem;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline}
header.site .name{font-weight:700;font-size:1.2rem}
footer.site{margin-top:3rem;border-top:1px solid var(--line);padding-top:1rem;padding-bottom:2rem;color:var(--soft)}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,[tabindex]:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{position:static}
h1{line-height:1.2;margin:1.5rem 0 .5rem}h2{margin-top:2.2rem;border-bottom:1px solid var(--line)}
table{border-collapse:collapse;width:100%}table.list{table-layout:fixed}table.list th:first-child{width:40%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line)}
.scroll{overflow-x:auto}
.soft{color:var(--soft)}
.tags{display:flex;flex-wrap:wrap;gap:.3rem .5rem;list-style:none;padding:0;margin:.3rem 0}
.tags a{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:.05rem .6rem;text-decoration:none}
.filters{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.7rem;background:var(--card);padding:1rem;border:1px solid var(--line);margin:1rem 0}
.filters label{display:block;font-weight:600}
.filters input,.filters select,.filters button{width:100%;font:inherit;color:var(--fg);background:var(--bg);border:1px solid var(--soft);padding:.35rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:.2rem 1.5rem;margin:1rem 0}
.facts dt{font-weight:600}.facts dd{margin:0 0 .6rem}
.notice{background:var(--card);border-left:5px solid var(--mark);padding:.6rem 1rem;margin:1rem 0}
.superseded{color:var(--soft)}.superseded q,.superseded span.text{text-decoration:line-through}
.fires{color:var(--bad);font-weight:600}.silent{color:var(--good);font-weight:600}
svg.timeline{width:100%;height:auto;font:12px system-ui,sans-serif}
svg.timeline .axis{stroke:var(--line)}svg.timeline .dot{fill:var(--mark);stroke:var(--fg)}svg.timeline .span{fill:var(--mark);opacity:.6}svg.timeline text{fill:var(--fg)}svg.timeline .stem{stroke:var(--line)}
pre{background:var(--card);padding:.7rem;overflow-x:auto;border:1px solid var(--line)}
blockquote{border-left:4px solid var(--line);margin-left:0;padding-left:1rem}
@media print{header.site nav,.filters,.skip{display:none}a{color:inherit}}
`

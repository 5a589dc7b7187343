/** The page's whole style: system fonts, light and dark, printable. No address outside the page. */
export const style = `
:root{color-scheme:light dark;--bg:#fbfaf7;--card:#fff;--ink:#1d1c1a;--soft:#66625b;--faint:#8b867c;--line:#e3dfd6;--accent:#7a5b00;
--taxi:#f2c200;--read:#b3261e;--read-bg:#fbe9e7;--presumed:#a14a00;--presumed-bg:#fdeedd;--possible:#6a5a00;--possible-bg:#faf3cf;
--none:#2c6b3f;--none-bg:#e6f3ea;--service:#9aa7b5;--interactive:#3d6b99;--link:#1d5c93}
@media (prefers-color-scheme:dark){:root{--bg:#171614;--card:#201f1c;--ink:#eceae4;--soft:#b3aea3;--faint:#8d887d;--line:#3a3833;--accent:#f2c200;
--read:#ff8a80;--read-bg:#3d1f1c;--presumed:#ffb067;--presumed-bg:#3a2814;--possible:#e6cf5c;--possible-bg:#333012;--none:#86d39c;--none-bg:#1b3323;
--service:#5c6773;--interactive:#6fa3d6;--link:#8fc1f0}}
*{box-sizing:border-box}html{scroll-padding-top:3rem}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
a{color:var(--link)}main{max-width:84rem;margin:0 auto;padding:0 1.5rem 4rem}
header{border-top:6px solid var(--taxi);padding:1.75rem 1.5rem 1rem;max-width:84rem;margin:0 auto}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2.5rem 0 .6rem;padding-top:.4rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:0 0 .35rem}p{margin:.35rem 0}.soft{color:var(--soft)}.faint{color:var(--faint)}
nav{position:sticky;top:0;z-index:2;background:var(--bg);border-bottom:1px solid var(--line)}
nav ul{max-width:84rem;margin:0 auto;padding:.45rem 1.5rem;display:flex;gap:1.1rem;list-style:none;overflow-x:auto;white-space:nowrap;font-size:.9rem}
nav a{text-decoration:none}.answer{margin:1rem 0 .5rem;padding:0;list-style:none}.answer li{padding:.1rem 0 .1rem 1rem;border-left:3px solid var(--taxi);margin:.3rem 0}
.answer li:first-child{font-size:1.12rem;font-weight:600}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(11.5rem,1fr));gap:.6rem;margin:1rem 0}
.tile{display:block;background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .75rem;text-decoration:none;color:inherit}
.tile b{display:block;font-size:1.5rem;line-height:1.15;font-variant-numeric:tabular-nums}.tile span{font-size:.82rem;color:var(--soft)}
.tile.read b{color:var(--read)}.tile.presumed b{color:var(--presumed)}.tile.possible b{color:var(--possible)}.tile.none b{color:var(--none)}
.card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.9rem 1rem;margin:.7rem 0}.card.High{border-left:5px solid var(--read)}.card.Medium{border-left:5px solid var(--presumed)}
.card ul{margin:.3rem 0;padding-left:1.1rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .9rem;margin:.5rem 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.5rem;background:var(--card)}
table{border-collapse:collapse;width:100%;font-size:.86rem}caption{text-align:left;padding:.5rem .6rem;color:var(--soft)}
th,td{text-align:left;vertical-align:top;padding:.32rem .6rem;border-bottom:1px solid var(--line)}tbody tr:last-child td{border-bottom:0}
th{font-weight:600;color:var(--soft);white-space:nowrap}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td{overflow-wrap:anywhere;min-width:6.5rem}td.n{min-width:3.2rem;white-space:nowrap}td.w{min-width:14rem}td.t{white-space:nowrap;min-width:0;font-variant-numeric:tabular-nums}
td.id,td .id{font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;min-width:12rem}td.id{min-width:17rem}code{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
tr:target{outline:2px solid var(--taxi);outline-offset:-2px}tr.suspect td:first-child{box-shadow:inset 4px 0 var(--read)}
.v{display:inline-block;border-radius:1rem;padding:0 .55rem;font-size:.8rem;font-weight:600;white-space:nowrap}
.v.read,.v.High,.v.suspect{color:var(--read);background:var(--read-bg)}.v.presumed,.v.Medium{color:var(--presumed);background:var(--presumed-bg)}
.v.possible,.v.not-evaluable,.v.Low{color:var(--possible);background:var(--possible-bg)}.v.no-evidence,.v.clean{color:var(--none);background:var(--none-bg)}.v.findings{color:var(--read);background:var(--read-bg)}
.ref{font-variant-numeric:tabular-nums;font-size:.8rem;text-decoration:none;border:1px solid var(--line);border-radius:.25rem;padding:0 .25rem}
details>summary{cursor:pointer;color:var(--link)}details.more{display:inline-block}details.more[open]{display:block}.rest{margin:.7rem 0}.alarm{color:var(--read)}.chart{min-width:46rem}.scrollx svg{max-width:none}
.tools{display:none;gap:.6rem;flex-wrap:wrap;margin:.5rem 0;align-items:center}.js .tools{display:flex}
input,select{font:inherit;font-size:.9rem;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.35rem;padding:.3rem .5rem}input[type=search]{min-width:18rem}
.js th button{all:unset;cursor:pointer;font:inherit}.js th button:focus-visible{outline:2px solid var(--link)}th[aria-sort=ascending] button::after{content:" \\2191"}th[aria-sort=descending] button::after{content:" \\2193"}
th button{all:unset}svg{display:block;max-width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:var(--soft)}
.axis{stroke:var(--line)}.b-suspect{fill:var(--read)}.b-interactive{fill:var(--interactive)}.b-service{fill:var(--service)}
.d-complete{fill:var(--none)}.d-quiet{fill:var(--none);opacity:.35}.d-throttled,.d-auditing-off{fill:var(--read)}.d-active-unlogged,.d-reads-silent,.d-silent-hours{fill:var(--presumed)}
.d-never-logged,.d-unsupported-mailbox,.d-sync-missing,.d-export-cap,.d-rejected-lines,.d-ownerless-reads,.d-actor-filter,.d-retention-edge{fill:var(--possible);opacity:.75}.d-not-collected{fill:var(--faint);opacity:.35}
.key{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:.4rem 0;font-size:.84rem;color:var(--soft)}.key svg{display:inline-block;vertical-align:-1px;margin-right:.35rem}
section{content-visibility:auto;contain-intrinsic-size:auto 40rem}.scrollx{overflow-x:auto}footer{color:var(--faint);font-size:.85rem;border-top:1px solid var(--line);margin-top:3rem;padding-top:1rem}
@media print{nav,.tools{display:none!important}body{background:#fff}.card,.scroll{break-inside:avoid-page}tr{break-inside:avoid}}
`.replace(/\n/g, '')

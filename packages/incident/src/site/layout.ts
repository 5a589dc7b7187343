import { type Html, html } from './html.js'

export interface Frame {
  readonly title: string
  readonly description: string
  /** `../` as often as the page lies below the root: the site works from any folder and any host. */
  readonly root: string
  readonly feed?: string
  readonly scripts?: readonly string[]
}

/** The frame every page shares: skip link, site name, navigation, footer. */
export function renderFrame(frame: Frame, main: Html): string {
  const feed = frame.feed ?? 'feed'
  return `${
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${frame.title}</title>
<meta name="description" content="${frame.description}">
<link rel="stylesheet" href="${frame.root}style.css">
<link rel="alternate" type="application/atom+xml" title="Atom" href="${frame.root}${feed}.xml">
<link rel="alternate" type="application/feed+json" title="JSON Feed" href="${frame.root}${feed}.json">
${(frame.scripts ?? []).map((src) => html`<script src="${frame.root}${src}" defer></script>\n`)}</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="site">
<span class="name"><a href="${frame.root}index.html">Big Yellow Taxi: incident index</a></span>
<nav aria-label="Site"><a href="${frame.root}index.html">All incidents</a> · <a href="${frame.root}browse.html">Browse</a> · <a href="${frame.root}logs.html">Logs</a> · <a href="${frame.root}${feed}.xml">Feed</a> · <a href="${frame.root}index.json">JSON</a> · <a href="${frame.root}incidents.csv">CSV</a></nav>
</header>
<main id="main">
${main}
</main>
<footer class="site"><p>Every fact names its source. What no source tells is left out; what a log cannot say is called not known.</p></footer>
</body>
</html>`.html
  }\n`
}

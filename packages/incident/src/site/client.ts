/**
 * What the index page does when scripts run: filter rows in place, and lay out no more than a hundred at once. Without scripts every row is there and every
 * filter is a page of its own. The words to search stand in `search.js`, so that the site also works from a folder.
 */
export const clientScript = `'use strict'
;(() => {
  const form = document.getElementById('filters')
  const status = document.getElementById('count')
  const rows = [...document.querySelectorAll('tr[data-slug]')]
  if (!form || !status) return
  form.hidden = false
  const texts = window.incidentTexts || {}
  const more = document.getElementById('more')
  const first = 100
  let limit = first
  const fields = ['tag', 'provider', 'technique', 'fault', 'year']
  const sets = rows.map((row) => ({
    row,
    text: texts[row.dataset.slug] || '',
    values: fields.map((name) => (row.dataset[name] || '').split('|')),
  }))
  const control = (name) => form.elements.namedItem(name)
  const apply = () => {
    const words = control('q').value.toLowerCase().split(/\\s+/).filter(Boolean)
    const wanted = fields.map((name) => control(name).value)
    let hits = 0
    for (const { row, text, values } of sets) {
      const hit =
        wanted.every((value, i) => value === '' || values[i].includes(value)) &&
        words.every((word) => text.includes(word))
      if (hit) hits++
      const show = hit && hits <= limit
      if (row.hidden === show) row.hidden = !show
    }
    const all = hits === 1 ? '1 incident' : hits + ' incidents'
    status.textContent = hits > limit ? all + ', the first ' + limit + ' shown' : all
    more.hidden = hits <= limit
    const state = new URLSearchParams()
    for (const name of ['q', ...fields]) if (control(name).value) state.set(name, control(name).value)
    const query = state.toString()
    try { history.replaceState(null, '', query ? '?' + query : location.pathname) } catch { /* from a folder */ }
  }
  const state = new URLSearchParams(location.search)
  for (const name of ['q', ...fields]) if (state.has(name)) control(name).value = state.get(name)
  const start = () => { limit = first; apply() }
  more.addEventListener('click', () => { limit = Infinity; apply(); status.focus() })
  form.addEventListener('input', start)
  form.addEventListener('submit', (event) => { event.preventDefault(); start() })
  form.addEventListener('reset', () => setTimeout(start))
  apply()
})()
`

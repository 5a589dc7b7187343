/**
 * What the index page does when scripts run: filter rows in place. Without scripts every row is there and every
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
    let shown = 0
    for (const { row, text, values } of sets) {
      const hit =
        wanted.every((value, i) => value === '' || values[i].includes(value)) &&
        words.every((word) => text.includes(word))
      if (row.hidden === hit) row.hidden = !hit
      if (hit) shown++
    }
    status.textContent = shown === 1 ? '1 incident' : shown + ' incidents'
    const state = new URLSearchParams()
    for (const name of ['q', ...fields]) if (control(name).value) state.set(name, control(name).value)
    const query = state.toString()
    try { history.replaceState(null, '', query ? '?' + query : location.pathname) } catch { /* from a folder */ }
  }
  const state = new URLSearchParams(location.search)
  for (const name of ['q', ...fields]) if (state.has(name)) control(name).value = state.get(name)
  form.addEventListener('input', apply)
  form.addEventListener('submit', (event) => { event.preventDefault(); apply() })
  form.addEventListener('reset', () => setTimeout(apply))
  apply()
})()
`

/**
 * Sorts and filters tables that are already in the page; without it everything is there all the same. It reads
 * `data-s` of a cell for sorting and the text of a row for filtering, and writes no markup.
 */
export const script = `
document.documentElement.classList.add('js');
for (const table of document.querySelectorAll('table[data-sort]')) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, i) => {
    const button = head.querySelector('button');
    if (!button) return;
    button.addEventListener('click', () => {
      const up = head.getAttribute('aria-sort') !== 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      const numeric = head.classList.contains('n');
      const key = (row) => { const cell = row.cells[i]; const text = cell.dataset.s ?? cell.textContent; return numeric ? Number(text) || 0 : text; };
      const rows = [...body.rows].map((row, at) => [key(row), at, row]);
      rows.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]) * (up ? 1 : -1));
      body.append(...rows.map((entry) => entry[2]));
    });
  });
}
for (const tools of document.querySelectorAll('.tools')) {
  const table = document.getElementById(tools.dataset.for);
  const fields = [...tools.querySelectorAll('input,select')];
  const shown = tools.querySelector('output');
  const rows = [...table.tBodies[0].rows].map((row) => [row, row.textContent.toLowerCase()]);
  const apply = () => {
    let n = 0;
    for (const [row, text] of rows) {
      const keep = fields.every((field) => !field.value || (field.dataset.k ? (row.dataset[field.dataset.k] ?? '').split(' ').includes(field.value) : text.includes(field.value.toLowerCase())));
      row.hidden = !keep;
      if (keep) n++;
    }
    shown.textContent = n + ' of ' + rows.length + ' rows';
  };
  for (const field of fields) field.addEventListener('input', apply);
  apply();
}
`

'use strict';
for (const table of document.querySelectorAll('table[data-sort-label]')) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  if (body.rows.length < 3) continue;
  const language = document.documentElement.lang;
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = table.dataset.sortLabel;
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const numeric = head.dataset.kind !== 'text';
      const before = head.getAttribute('aria-sort');
      const down = before ? before === 'ascending' : numeric;
      heads.forEach((other) => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const rows = [...body.rows].map((row) => {
        const cell = row.cells[column];
        const given = cell.dataset.sort;
        const text = cell.textContent;
        return {
          row,
          last: row.classList.contains('total'),
          none: given === undefined && (numeric || text === '–'),
          value: given === undefined ? text : Number(given),
        };
      });
      rows.sort((a, b) => {
        if (a.last !== b.last) return a.last ? 1 : -1;
        if (a.none !== b.none) return a.none ? 1 : -1;
        const order = typeof a.value === 'number' && typeof b.value === 'number'
          ? a.value - b.value
          : String(a.value).localeCompare(String(b.value), language, { numeric: true });
        return down ? -order : order;
      });
      body.append(...rows.map((item) => item.row));
    });
  });
}

/** The script of the page: one page at a time, filters, everything at once. Without it all pages follow each other. */

export const script = `
'use strict';
(() => {
  const body = document.body;
  const pages = [...document.querySelectorAll('.page')];
  body.classList.add('routed');
  const named = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* as it stands */ }
    return id === '' ? null : document.getElementById(id);
  };
  const go = (first) => {
    // Each step in the explorer is an address of its own: the page stays where it is.
    const isExplorer = location.hash.startsWith('#explore=');
    const target = isExplorer ? document.getElementById('explorer') : named();
    if (location.hash !== '' && target === null && !first) return;
    const page = (target && target.closest('.page')) || (target && target.closest('main') ? null : pages[0]);
    if (page === null || (isExplorer && !first && page.classList.contains('is-current'))) return;
    for (const each of pages) each.classList.toggle('is-current', each === page);
    for (const anchor of document.querySelectorAll('nav a')) {
      if (anchor.hash === '#' + page.id) anchor.setAttribute('aria-current', 'page');
      else anchor.removeAttribute('aria-current');
    }
    for (let node = target; node && node !== page; node = node.parentElement) if (node.tagName === 'DETAILS') node.open = true;
    if (target) { const inner = target.querySelector(':scope > details.section'); if (inner) inner.open = true; }
    const heading = page.querySelector('h2');
    document.title = (heading ? heading.textContent.trim() + ' - ' : '') + 'lsm-verify';
    if (first && !target) return;
    if (target && target !== page && !isExplorer) target.scrollIntoView();
    else { window.scrollTo(0, 0); if (heading) heading.focus({ preventScroll: true }); }
  };
  addEventListener('hashchange', () => go(false));
  go(true);

  const menu = document.querySelector('nav .menu');
  if (menu && matchMedia('(max-width: 800px)').matches) menu.open = false;
  if (menu) menu.addEventListener('click', (event) => {
    if (event.target.closest('a') && matchMedia('(max-width: 800px)').matches) menu.open = false;
  });

  const all = document.querySelector('[data-all]');
  if (all) all.addEventListener('click', () => {
    const on = body.classList.toggle('everything');
    all.setAttribute('aria-pressed', String(on));
  });

  for (const form of document.querySelectorAll('form[data-filter]')) {
    const rows = [...document.querySelectorAll('table.' + form.dataset.filter + ' tbody tr')];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const value = (name) => (form.elements.namedItem(name) ? form.elements.namedItem(name).value : '');
    const apply = () => {
      const text = value('text').trim().toLowerCase();
      let shown = 0;
      rows.forEach((row, index) => {
        const verdicts = row.dataset.v === '' ? [] : row.dataset.v.split('|').map((pair) => pair.split('='));
        const fits = verdicts.some(([variant, word]) =>
          (value('variant') === '' || variant === value('variant')) && (value('verdict') === '' || word === value('verdict')));
        const isShown = texts[index].includes(text) && (value('kind') === '' || row.dataset.kind === value('kind')) &&
          ((value('variant') === '' && value('verdict') === '') || fits);
        row.hidden = !isShown;
        if (isShown) shown++;
      });
      form.elements.namedItem('shown').value = shown + ' of ' + rows.length + ' shown';
    };
    form.addEventListener('input', apply);
    form.addEventListener('change', apply);
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(apply));
    apply();
  }

  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll(body.classList.contains('everything') ? 'main details:not([open])' : '.is-current details:not([open])')];
    for (const each of opened) each.open = true;
  });
  addEventListener('afterprint', () => { for (const each of opened) each.open = false; });
})();
`;

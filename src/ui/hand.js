// The hand on a sheet of hours: what is grabbed, over which place it is, where it is let go. It only measures and tells;
// what a place means is decided by the rules (ui/parts/hand.rs). A constant: nothing of a patient is in it.
{
  const LONG = 350, EDGE = 8;
  let held = null, let_go = 0;
  const list = matchMedia('(max-width: 599px)');
  const tell = words => {
    const ear = document.querySelector('[data-hand]');
    if (ear) { ear.value = words; ear.dispatchEvent(new Event('input', {bubbles: true})); }
  };
  // The track at a point, or the nearest beside it, and how many minutes down it is.
  const place = (x, y) => {
    let best = null, least = Infinity;
    for (const t of document.querySelectorAll('[data-track]')) {
      const r = t.getBoundingClientRect(), away = Math.max(r.left - x, x - r.right, 0);
      if (r.height && away < least) { least = away; best = [t, r]; }
    }
    if (!best) return null;
    const span = Number(getComputedStyle(best[0]).getPropertyValue('--span'));
    return `${best[0].dataset.track} ${Math.round((y - best[1].top) * span / best[1].height)}`;
  };
  const follow = () => {
    const to = place(held.x, held.stretch ? held.y : held.y - held.inside);
    if (to && to !== held.to) { held.to = to; tell(`over ${to}`); }
  };
  // Near an edge the sheet goes on by itself.
  const scroll = () => {
    if (!held?.on) return;
    const r = held.pane.getBoundingClientRect(), up = held.y - r.top - 72, down = r.bottom - held.y - 40;
    const by = up < 0 ? Math.max(up / 4, -14) : down < 0 ? Math.min(-down / 4, 14) : 0;
    if (by) { held.pane.scrollTop += by; follow(); }
    requestAnimationFrame(scroll);
  };
  const begin = () => {
    held.on = true;
    document.documentElement.dataset.holding = held.stretch ? 'stretch' : 'move';
    try { document.getElementById('app').setPointerCapture(held.pointer); } catch {}
    tell(`take ${held.id} ${held.stretch ? 'stretch' : 'move'}`);
    follow();
    scroll();
  };
  const end = word => {
    clearTimeout(held.timer);
    if (held.on) { tell(word); let_go = performance.now(); delete document.documentElement.dataset.holding; }
    held = null;
  };
  addEventListener('pointerdown', e => {
    if (held) end('leave');
    const slip = e.button === 0 && e.isPrimary && !list.matches && e.target.closest('[data-grab]');
    if (!slip) return;
    const r = slip.getBoundingClientRect(), touch = e.pointerType !== 'mouse', edge = touch ? 14 : EDGE;
    held = {id: slip.dataset.grab, pane: slip.closest('.pane'), x: e.clientX, y: e.clientY, inside: e.clientY - r.top, pointer: e.pointerId,
      touch, stretch: r.height > 2 * edge && e.clientY > r.bottom - edge};
    if (touch) held.timer = setTimeout(begin, LONG);
  }, true);
  addEventListener('pointermove', e => {
    if (!held || e.pointerId !== held.pointer) return;
    const far = Math.hypot(e.clientX - held.x, e.clientY - held.y) > 5;
    if (!held.on && !far) return;
    // A finger that moves at once wants to scroll.
    if (!held.on && held.touch) return end('leave');
    held.x = e.clientX; held.y = e.clientY;
    if (held.on) follow(); else begin();
  }, true);
  addEventListener('touchmove', e => { if (held?.on) e.preventDefault(); }, {capture: true, passive: false});
  addEventListener('pointerup', e => { if (held && e.pointerId === held.pointer) end('drop'); }, true);
  addEventListener('pointercancel', () => { if (held) end('leave'); }, true);
  addEventListener('blur', () => { if (held) end('leave'); });
  addEventListener('keydown', e => {
    if (held?.on && e.key === 'Escape') { end('leave'); e.preventDefault(); e.stopImmediatePropagation(); }
  }, true);
  addEventListener('click', e => {
    // What was let go of was not tapped.
    if (performance.now() - let_go < 80) { e.stopImmediatePropagation(); e.preventDefault(); return; }
    const track = !list.matches && e.detail > 0 && e.target.closest('[data-track]');
    if (!track || (e.target.closest('button') && !e.target.closest('.free'))) return;
    e.stopImmediatePropagation();
    tell(`tap ${place(e.clientX, e.clientY)}`);
  }, true);
}

/* Mouse, touch and keys on the timeline. */

const NEAR = 13;

Chart.prototype.listen = function listen() {
  const { canvas } = this;
  const held = new Map();
  let moved = 0;
  new ResizeObserver(() => this.later()).observe(canvas.parentElement);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.later());
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) this.zoom(Math.exp(event.deltaY / 300), this.day(event.offsetX));
    else this.pan(event.deltaX / this.width);
  }, { passive: false });
  canvas.addEventListener("dblclick", (event) => this.zoom(0.5, this.day(event.offsetX)));
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    held.set(event.pointerId, event.offsetX);
    moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!held.has(event.pointerId)) { this.point(event); return; }
    const before = [...held.values()];
    moved += Math.abs(event.offsetX - held.get(event.pointerId));
    const step = event.offsetX - held.get(event.pointerId);
    held.set(event.pointerId, event.offsetX);
    if (held.size === 2) this.pinch(before, [...held.values()]);
    else if (moved > 4) this.pan(-step / (this.width - this.left));
  });
  canvas.addEventListener("pointerup", (event) => {
    held.delete(event.pointerId);
    if (moved <= 4 && held.size === 0) this.press(event);
  });
  canvas.addEventListener("pointercancel", (event) => held.delete(event.pointerId));
  canvas.addEventListener("pointerleave", () => this.hover(null));
  canvas.addEventListener("keydown", (event) => this.key(event));
};

Chart.prototype.pinch = function pinch(before, now) {
  const gap = (pair) => Math.max(20, Math.abs(pair[0] - pair[1]));
  this.zoom(gap(before) / gap(now), this.day((now[0] + now[1]) / 2));
};

/** The mark nearest to a point, or null. */
Chart.prototype.near = function near(x, y) {
  let best = null;
  let least = NEAR;
  for (const mark of this.placed) {
    const dx = Math.max(0, mark.x0 - x, x - mark.x1);
    const dy = Math.max(0, Math.abs(y - mark.y) - mark.radius + 3);
    const distance = Math.hypot(dx, dy);
    if (distance < least) [best, least] = [mark, distance];
  }
  return best;
};

Chart.prototype.point = function point(event) {
  this.hover(this.near(event.offsetX, event.offsetY));
};

Chart.prototype.hover = function hover(mark) {
  const over = mark && mark.event ? mark.event.id : null;
  if (over !== this.over) { this.over = over; this.later(); }
  this.canvas.style.cursor = mark ? "pointer" : "grab";
  this.hint.hidden = !mark;
  if (!mark) return;
  this.hint.replaceChildren(...this.hintLines(mark).map((line, n) => make(n ? "span" : "b", {}, line)));
  const x = Math.min(Math.max((mark.x0 + Math.min(mark.x1, this.width)) / 2, 100), this.width - 110);
  this.hint.style.left = `${x}px`;
  this.hint.style.top = `${mark.y - mark.radius - 10}px`;
};

Chart.prototype.hintLines = function hintLines(mark) {
  if (mark.bin) {
    const [from, to] = mark.bin.map((day) => Math.ceil(day));
    return [launches(mark.number), this.lanes[mark.row].name, spanWords(isoDay(from), isoDay(to - 1), SHORT)];
  }
  if (mark.response) {
    const { type, actors, earliest, latest } = mark.response;
    const who = (actors || []).map((a) => nameOf(this.data, "states", a)).join(", ");
    return [type.replace("unsc_meeting", "Security Council meeting"), who, spanWords(earliest, latest, SHORT)].filter(Boolean);
  }
  const { event } = mark;
  return [whenWords(event, SHORT), event.flown, `${nameOf(this.data, "states", event.launcher)} · ${event.status}`];
};

Chart.prototype.press = function press(event) {
  const mark = this.near(event.offsetX, event.offsetY);
  if (!mark) return;
  if (mark.bin) this.view(mark.bin[0] - 3, mark.bin[1] + 3);
  else this.on.choose(mark.event ? mark.event.id : mark.response.of);
};

Chart.prototype.key = function key(event) {
  const actions = {
    ArrowRight: () => this.step(1), ArrowLeft: () => this.step(-1), Home: () => this.step(-1e9), End: () => this.step(1e9),
    "+": () => this.zoom(0.6), "=": () => this.zoom(0.6), "-": () => this.zoom(1.6), 0: () => this.all(),
    PageUp: () => this.pan(-0.8), PageDown: () => this.pan(0.8),
    Enter: () => this.at && this.on.choose(this.at, true), " ": () => this.at && this.on.choose(this.at, true),
  };
  if (!actions[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  actions[event.key]();
};

/** Move to another launch in order of time, and say which it is. */
Chart.prototype.step = function step(by) {
  if (!this.events.length) return;
  const now = this.events.findIndex((m) => m.event.id === (this.at || this.chosen));
  const next = Math.min(this.events.length - 1, Math.max(0, now < 0 ? 0 : now + by));
  this.at = this.events[next].event.id;
  this.over = this.at;
  const kept = this.chosen;
  this.reveal(this.at);
  this.chosen = kept;
  this.on.say(this.events[next].event);
};

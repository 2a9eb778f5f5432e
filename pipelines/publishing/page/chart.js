/* The timeline on a canvas: what is in view, axis, one row a class (see marks.js), and below them the
   responses and how much was read of each day. */

const WIDE = 640;
const BINS = [1, 7, 30.4375, 91.3125, 365.25, 3652.5];
const BIN_WORDS = ["day", "week", "month", "quarter", "year", "decade"];

const marks = new WeakMap();

/** The days of an event as numbers; reckoned once, however often the filters change. */
function markOf(event) {
  if (!marks.has(event)) {
    const first = dayNumber(event.earliest || event.latest);
    marks.set(event, { event, first, last: Math.max(first, dayNumber(event.latest || event.earliest)) });
  }
  return marks.get(event);
}

class Chart {
  /** `on` has the callbacks choose(id), moved(from, to). */
  constructor(canvas, hint, data, on) {
    Object.assign(this, { canvas, hint, data, on, events: [], chosen: null, over: null });
    const lanes = new Set(data.events.map((e) => e.lane));
    this.lanes = data.lanes.map((lane, n) => ({ ...lane, n })).filter((lane) => lanes.has(lane.n));
    this.rowOf = new Map(this.lanes.map((lane, row) => [lane.n, row]));
    this.answers = data.responses.map((r) => r.earliest && { response: r, day: dayNumber(r.earliest) });
    this.reads = data.read.map(([day, number]) => [dayNumber(day), number]);
    this.bounds = this.extent();
    [this.from, this.to] = this.bounds;
    this.listen();
  }

  extent() {
    const days = this.data.events.flatMap((e) => [e.earliest, e.latest]).filter(Boolean).map(dayNumber);
    if (!days.length) return [dayNumber("2020-01-01"), dayNumber("2021-01-01")];
    const [low, high] = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))];
    const room = Math.max(10, (high - low) * 0.03);
    return [low - room, high + room];
  }

  /** Show these events (as they were known), and the responses to them. */
  show(events) {
    this.events = events.filter((e) => e.earliest || e.latest).map(markOf);
    const answers = new Set(events.flatMap((e) => e.responses || []));
    this.responses = this.answers.filter((_, n) => answers.has(n)).filter(Boolean);
    this.draw();
  }

  zoom(factor, at = (this.from + this.to) / 2) {
    const span = Math.min(Math.max((this.to - this.from) * factor, 7), (this.bounds[1] - this.bounds[0]) * 1.2);
    const share = (at - this.from) / (this.to - this.from);
    this.view(at - span * share, at + span * (1 - share));
  }

  pan(share) {
    const step = (this.to - this.from) * share;
    this.view(this.from + step, this.to + step);
  }

  view(from, to) {
    const span = to - from;
    const low = Math.min(this.bounds[0], this.bounds[1] - span);
    const high = Math.max(this.bounds[1], this.bounds[0] + span);
    const shift = Math.max(0, low - from) - Math.max(0, to - high);
    [this.from, this.to] = [from + shift, to + shift];
    this.later();
  }

  all() { [this.from, this.to] = this.bounds; this.later(); }

  /** Bring an event into view without changing the zoom. */
  reveal(id) {
    this.chosen = id;
    const mark = this.events.find((m) => m.event.id === id);
    if (mark && (mark.last < this.from || mark.first > this.to)) {
      const half = (this.to - this.from) / 2;
      this.view((mark.first + mark.last) / 2 - half, (mark.first + mark.last) / 2 + half);
    }
    this.later();
  }

  later() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => { this.waiting = 0; this.draw(); });
  }

  size() {
    const ratio = window.devicePixelRatio || 1;
    this.width = this.canvas.parentElement.clientWidth;
    this.narrow = this.width < WIDE;
    this.left = this.narrow ? 6 : 128;
    this.row = this.narrow ? 42 : 34;
    this.axis = 8 + this.lanes.length * this.row;
    this.height = this.axis + 92;
    this.canvas.style.height = `${this.height}px`;
    this.canvas.width = Math.round(this.width * ratio);
    this.canvas.height = Math.round(this.height * ratio);
    this.pen = this.canvas.getContext("2d");
    this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.perDay = (this.width - this.left - 10) / (this.to - this.from);
    const style = getComputedStyle(this.canvas);
    this.colour = (name) => style.getPropertyValue(`--${name}`).trim();
  }

  x(day) { return this.left + (day - this.from) * this.perDay; }

  day(x) { return this.from + (x - this.left) / this.perDay; }

  draw() {
    this.size();
    this.drawAxis();
    this.placed = [];
    const seen = this.events.filter((m) => m.last >= this.from && m.first <= this.to);
    this.binned = seen.length > (this.width - this.left) * 0.45;
    this.pen.save();
    this.pen.beginPath();
    this.pen.rect(this.left - 5, 0, this.width, this.height);
    this.pen.clip();
    if (this.binned) this.drawBins(seen);
    else this.drawMarks(seen);
    this.drawResponses();
    this.drawReads();
    this.pen.restore();
    this.on.moved(this.from, this.to, seen.length, this.binned && this.binWord);
  }

  drawAxis() {
    const { pen } = this;
    pen.font = "12px system-ui, sans-serif";
    pen.textBaseline = "middle";
    this.lanes.forEach((_, row) => {
      if (row % 2 === 0) this.fill("band", 0, 8 + row * this.row, this.width, this.row);
    });
    for (const tick of ticks(this.from, this.to, 62 / this.perDay)) {
      const x = Math.round(this.x(tick.day)) + 0.5;
      if (x < this.left - 5) continue;
      this.line(tick.strong ? "rule" : "hair", x, 8, x, this.axis + 4);
      pen.font = `${tick.strong ? "600 " : ""}12px system-ui, sans-serif`;
      const over = x + 3 + pen.measureText(tick.label).width > this.width;
      pen.textAlign = over ? "right" : "left";
      this.words(tick.label, over ? x - 3 : x + 3, this.axis + 13, tick.strong ? "ink" : "soft");
    }
    pen.textAlign = "left";
    pen.font = "12px system-ui, sans-serif";
    this.lanes.forEach((lane, row) => this.drawLaneName(lane, row));
    this.line("rule", 0, this.axis + 0.5, this.width, this.axis + 0.5);
    pen.font = "11px system-ui, sans-serif";
    this.words("Responses", this.narrow ? 6 : 14, this.axis + (this.narrow ? 28 : 36), "soft");
    this.words("Articles read", this.narrow ? 6 : 14, this.axis + (this.narrow ? 56 : 72), "soft");
  }

  /** The name of a row, on its own ground so that no line of the axis runs through it. */
  drawLaneName(lane, row) {
    const top = 8 + row * this.row;
    const middle = this.narrow ? top + 8 : top + this.row / 2;
    this.fill(row % 2 === 0 ? "band" : "card", 10, middle - 7, this.pen.measureText(lane.name).width + 8, 14);
    this.pen.fillStyle = lane.colour;
    this.pen.fillRect(this.narrow ? 6 : 4, middle - 5, 3, 10);
    this.words(lane.name, 14, middle, this.narrow ? "soft" : "ink");
  }

  drawResponses() {
    const y = this.axis + 38;
    const seen = this.responses.filter(({ day }) => day >= this.from && day <= this.to);
    if (seen.length * 9 > this.width) {
      this.drawDensity("soft", seen.map(({ day }) => [day, 1]), y + 8, 18);
      return;
    }
    this.pen.fillStyle = this.colour("soft");
    for (const { response, day } of seen) {
      const x = this.x(day) + this.perDay / 2;
      this.pen.save();
      this.pen.translate(x, y);
      this.pen.rotate(Math.PI / 4);
      this.pen.fillRect(-3.2, -3.2, 6.4, 6.4);
      this.pen.restore();
      this.placed.push({ response, x0: x, x1: x, y, radius: 4 });
    }
  }

  drawReads() {
    this.drawDensity("read", this.reads, this.axis + 86, 24);
    this.line("rule", this.left - 5, this.axis + 86.5, this.width, this.axis + 86.5);
  }

  /** Sums of [day, number] as small bars on a floor, the highest `room` pixels high. */
  drawDensity(name, numbers, floor, room) {
    const size = BINS.find((days) => days * this.perDay >= 3) || 3652.5;
    const bins = new Map();
    for (const [day, number] of numbers) {
      const bin = Math.floor(day / size);
      bins.set(bin, (bins.get(bin) || 0) + number);
    }
    const most = Math.max(1, ...bins.values());
    for (const [bin, number] of bins) {
      const height = Math.max(1.5, (room * number) / most);
      this.fill(name, this.x(bin * size), floor - height, Math.max(1, size * this.perDay - 0.5), height);
    }
  }

  fill(name, x, y, width, height) {
    this.pen.fillStyle = this.colour(name);
    this.pen.fillRect(x, y, width, height);
  }

  line(name, x0, y0, x1, y1, width = 1) {
    this.pen.strokeStyle = this.colour(name);
    this.pen.lineWidth = width;
    this.pen.beginPath();
    this.pen.moveTo(x0, y0);
    this.pen.lineTo(x1, y1);
    this.pen.stroke();
  }

  words(text, x, y, name) {
    this.pen.fillStyle = this.colour(name);
    this.pen.fillText(text, x, y);
  }

  pill(x, y, width, height) {
    this.pen.beginPath();
    this.pen.roundRect(x, y, width, height, height / 2);
  }
}

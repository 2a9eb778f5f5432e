/* How launches are drawn: a mark each, or bars of counts where marks would hide each other. */

const LEVELS = 5; /* marks above each other in a row at most */

Object.assign(Chart.prototype, {
  drawMarks(marks) {
    const free = this.lanes.map(() => []);
    for (const mark of marks) {
      const row = this.rowOf.get(mark.event.lane);
      const radius = Math.min(9, 4.2 + 1.1 * Math.sqrt(Math.max(0, (mark.event.count_low || 1) - 1)));
      const x0 = this.x(mark.first) + this.perDay / 2;
      const x1 = this.x(mark.last) + this.perDay / 2;
      const [begin, end] = [Math.max(x0, this.left - 20) - radius, Math.min(x1, this.width + 20) + radius];
      let level = free[row].findIndex((edge) => edge <= begin);
      if (level < 0) level = free[row].length < LEVELS ? free[row].length : free[row].indexOf(Math.min(...free[row]));
      free[row][level] = end + 1;
      mark.at = { row, radius, x0, x1, level };
    }
    for (const mark of marks) {
      const { row, radius, x0, x1, level } = mark.at;
      const levels = free[row].length;
      const top = 8 + row * this.row + (this.narrow ? 15 : 0);
      const room = this.row - (this.narrow ? 15 : 0);
      const y = top + (room * (level + 0.5)) / levels;
      this.placed.push({ event: mark.event, x0, x1, y, radius: Math.min(radius, Math.max(3.2, room / levels / 2)) });
    }
    for (const mark of this.placed) this.drawMark(mark);
    const chosen = this.placed.filter((m) => m.event.id === this.chosen || m.event.id === this.over);
    for (const mark of chosen) this.ring(mark);
  },

  drawMark({ event, x0, x1, y, radius }) {
    const { pen } = this;
    const colour = this.data.lanes[event.lane].colour;
    const sure = event.status === "confirmed";
    pen.lineWidth = 1.6;
    pen.strokeStyle = sure ? this.colour("edge") : colour;
    pen.fillStyle = colour;
    if (x1 - x0 > 1 || event.earliest !== event.latest) {
      const end = Math.max(x1, x0 + 1);
      pen.globalAlpha = sure ? 0.55 : 0.3;
      this.pill(x0 - 3, y - 3, end - x0 + 6, 6);
      pen.fill();
      pen.globalAlpha = 1;
      if (!sure) pen.stroke();
    } else {
      pen.beginPath();
      pen.arc(x0, y, radius, 0, 7);
      pen.globalAlpha = 1;
      if (event.status === "unconfirmed" || event.status === "disputed") {
        pen.fillStyle = this.colour("paper");
        pen.fill();
        pen.fillStyle = colour;
        if (event.status === "disputed") this.half(x0, y, radius);
      } else {
        pen.globalAlpha = sure ? 0.9 : 0.45;
        pen.fill();
        pen.globalAlpha = 1;
      }
      pen.beginPath();
      pen.arc(x0, y, radius, 0, 7);
      pen.lineWidth = sure ? 0.8 : 1.8;
      pen.stroke();
    }
    if (event.outcome === "failure") this.cross((x0 + x1) / 2, y, radius + 2);
  },

  half(x, y, radius) {
    this.pen.beginPath();
    this.pen.arc(x, y, radius, Math.PI / 2, Math.PI * 1.5);
    this.pen.fill();
  },

  cross(x, y, arm) {
    this.line("ink", x - arm, y - arm, x + arm, y + arm, 1.4);
    this.line("ink", x - arm, y + arm, x + arm, y - arm, 1.4);
  },

  ring({ x0, x1, y, radius }) {
    this.pen.strokeStyle = this.colour("ink");
    this.pen.lineWidth = 2;
    this.pill(x0 - radius - 3, y - radius - 3, x1 - x0 + 2 * radius + 6, 2 * radius + 6);
    this.pen.stroke();
  },

  /** Stacks of counts, one bin at least seven pixels wide. */
  drawBins(marks) {
    const index = Math.max(0, BINS.findIndex((days) => days * this.perDay >= 7));
    const size = BINS[index];
    this.binWord = BIN_WORDS[index];
    const bins = new Map();
    for (const mark of marks) {
      const bin = Math.floor((mark.first + mark.last) / 2 / size);
      const key = `${this.rowOf.get(mark.event.lane)} ${bin}`;
      bins.set(key, (bins.get(key) || 0) + 1);
    }
    const most = Math.max(...bins.values());
    const room = this.row - (this.narrow ? 18 : 6);
    for (const [key, number] of bins) {
      const [row, bin] = key.split(" ").map(Number);
      const height = Math.max(2, (room * number) / most);
      const x = this.x(bin * size);
      const y = 8 + (row + 1) * this.row - 2 - height;
      this.pen.fillStyle = this.lanes[row].colour;
      this.pen.fillRect(x, y, Math.max(1, size * this.perDay - 1), height);
      this.placed.push({ bin: [bin * size, (bin + 1) * size], number, row, x0: x, x1: x + size * this.perDay,
        y: 8 + (row + 0.5) * this.row, radius: this.row / 2 });
    }
  },
});

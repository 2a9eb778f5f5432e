/* Filters, the list, the slider and the links; everything else draws what these decide. */

const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const byId = new Map(data.events.map((event) => [event.id, event]));
const lanesOff = new Set();
let build = data.builds.length - 1;
let shown = [];
const NARROW = "(max-width: 960px)"; /* where the card covers the list */
let byKey = false; /* the next card was asked for by key, so it takes the focus */

for (const event of data.events) {
  for (const n of event.responses || []) data.responses[n].of = event.id;
}

const chart = new Chart($("canvas"), $("hint"), data, {
  choose: (id, focus) => {
    byKey = Boolean(focus);
    if (location.hash === "#" + id) openCard();
    else location.hash = id;
  },
  moved: (from, to, number, bin) => {
    const span = spanWords(isoDay(Math.ceil(from)), isoDay(Math.floor(to)), SHORT);
    $("shown").textContent = `${number.toLocaleString("en")} of ${launches(shown.length)}, ${span}` + (bin ? `; bars count launches per ${bin}` : "");
  },
  say: (event) => { $("spoken").textContent = sentence(event); },
});

function launches(number) {
  return `${number.toLocaleString("en")} launch${number === 1 ? "" : "es"}`;
}

function sentence(event) {
  return `${whenWords(event)}: ${event.flown}, ${nameOf(data, "states", event.launcher)}, ${event.status}`;
}

/** An event as it was known after build `n`, or null where it was not (yet, or any longer). */
function asKnown(event, n) {
  const history = event.history || [];
  if (n >= data.builds.length - 1) return event.gone ? null : event;
  const steps = history.filter((step) => step.day <= data.builds[n]).length;
  if (history.length && !steps) return null;
  if (steps >= history.length) return event.gone ? null : event;
  const then = Object.assign({}, event, (event.was || [])[steps - 1]);
  for (const key of Object.keys(then)) if (then[key] === null) delete then[key];
  return { ...then, gone: undefined, into: undefined };
}

/** All words by which an event can be found, in lower case; made while nobody waits for them. */
function searchable(event) {
  if (!event.words) {
    const quoted = (event.quotes || []).map((q) => data.quotes[q.quote]);
    const outlets = quoted.map((q) => data.articles[q.a]).flatMap((a) => [a.publisher, a.title]);
    event.words = [event.id, sentence(event), nameOf(data, "sites", event.site_id), nameOf(data, "places", event.landing),
      ...(event.missile_classes || []), ...quoted.map((q) => q.t), ...outlets].join(" ").toLowerCase();
  }
  return event.words;
}

function passes(event, now) {
  const [from, to] = [$("f-from").value, $("f-to").value];
  const words = $("f-text").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return (!$("f-state").value || now.launcher === $("f-state").value)
    && (!$("f-status").value || now.status === $("f-status").value)
    && !lanesOff.has(now.lane)
    && (!from || (now.latest || "") >= from) && (!to || (now.earliest || "9") <= to)
    && words.every((word) => searchable(event).includes(word));
}

function refresh() {
  shown = [];
  for (const event of data.events) {
    const now = asKnown(event, build);
    if (now && passes(event, now)) shown.push(now);
  }
  shown.sort((a, b) => (a.earliest || "9").localeCompare(b.earliest || "9") || a.id.localeCompare(b.id));
  chart.show(shown);
  fillList();
}

/* ---- the list: newest first, the first screens at once, the rest when the browser is idle ---- */

const STEP = 100;
const rowsMade = new WeakMap(); /* a row is made once, however often the filters change */
let listing = 0;

function fillList() {
  const turn = (listing += 1);
  const undated = (event) => !event.earliest && !event.latest;
  const newest = [...shown.filter((e) => !undated(e)).reverse(), ...shown.filter(undated)];
  const box = $("rows");
  box.replaceChildren();
  const open = newest.filter(undated).length;
  $("list-title").textContent = launches(newest.length) + (open ? `, ${open} without a date at the end` : "");
  if (!newest.length && data.events.length) box.append(make("p", { className: "note" }, "No launch fits. Silence here is not proof that none flew: see what was read, below the timeline."));
  let month = "";
  let rows = null;
  const more = (from) => {
    if (turn !== listing) return;
    for (const event of newest.slice(from, from + STEP)) {
      const heading = (event.earliest || event.latest || "").slice(0, 7);
      if (heading !== month || !rows) {
        month = heading;
        rows = make("ol", {});
        const title = heading ? `${MONTHS[Number(heading.slice(5)) - 1]} ${Number(heading.slice(0, 4))}` : "Date not known";
        box.append(make("section", { className: "month" }, make("h3", {}, title), rows));
      }
      if (!rowsMade.has(event)) rowsMade.set(event, listRow(event));
      rows.append(rowsMade.get(event));
    }
    if (from + STEP < newest.length) setTimeout(() => more(from + STEP), 0);
  };
  more(0);
}

function listRow(event) {
  const link = make("a", { href: "#" + event.id },
    make("span", { className: "when" }, whenWords(event, SHORT)),
    make("span", { className: "what" }, swatch(data.lanes[event.lane].colour), event.flown,
      event.outcome === "failure" ? make("em", {}, " failed") : null,
      event.disputed_fields ? make("em", {}, " sources disagree") : null),
    make("span", { className: "who" }, nameOf(data, "states", event.launcher)),
    statusPart(event));
  if (location.hash === "#" + event.id) markCurrent(link);
  return make("li", {}, link);
}

/* ---- the card and deep links ---- */

let current = null; /* the row whose card is open */
let listAt = 0; /* how far the list was scrolled when a card covered it */

function openCard() {
  const id = decodeURIComponent(location.hash.slice(1));
  const event = byId.get(id);
  const known = event && (asKnown(event, build) || event);
  const covered = matchMedia(NARROW).matches;
  if (covered && event && !document.body.classList.contains("reading")) listAt = scrollY;
  document.body.classList.toggle("reading", Boolean(event));
  markCurrent(event && rowOf(id));
  chart.reveal(event ? id : null);
  if (event) fillCard($("card"), known, data);
  else welcome();
  if (covered) scrollTo(0, event ? 0 : listAt);
  $("card").scrollTop = 0;
  if (event && (byKey || covered)) $("card").focus({ preventScroll: true });
  byKey = false;
}

function markCurrent(link) {
  if (current) current.removeAttribute("aria-current");
  current = link;
  if (current) current.setAttribute("aria-current", "true");
}

/** Back to the list, with the focus on the row that was open. */
function closeCard() {
  const row = rowOf(decodeURIComponent(location.hash.slice(1)));
  location.hash = "list";
  if (row) row.focus();
}

function rowOf(id) {
  return document.querySelector(`#rows a[href="#${CSS.escape(id)}"]`);
}

function welcome() {
  const disputed = data.events.filter((e) => !e.gone && (e.disputed_fields || []).length).length;
  const vague = data.events.filter((e) => !e.gone && !e.date_local).length;
  $("card").replaceChildren(...[
    make("h2", { id: "card-title" }, "Choose a launch"),
    make("p", {}, "Each mark is one salvo: missiles that one launcher fired on one local day. Its card shows what flew, from where, on whose word, and the sentences that say so. Dates in them are underlined: point at one, or reach it with the Tab key, to see which day it means and why."),
    disputed ? make("p", {}, `On ${launches(disputed)} sources disagree: the card shows both sides.`) : null,
    vague ? make("p", {}, `For ${launches(vague)} the texts give no single day: they are drawn as bars over all the days that remain possible, or stand at the end of the list.`) : null,
    make("p", {}, "Dates are local days at the launch site. A day without a launch and without articles is a day that was not read, not a quiet one."),
  ].filter(Boolean));
}

/* ---- setting up ---- */

function summary() {
  const standing = data.events.filter((e) => !e.gone);
  const days = standing.flatMap((e) => [e.earliest, e.latest]).filter(Boolean).sort();
  const states = [...new Set(standing.map((e) => nameOf(data, "states", e.launcher)))];
  const who = states.length > 4 ? `${states.length} launchers` : new Intl.ListFormat("en-GB").format(states);
  const read = data.read.reduce((sum, [, number]) => sum + number, 0);
  if (!standing.length) $("lede").textContent = "No launch is told of in what was read.";
  if (days.length) $("lede").textContent = `${launches(standing.length)} by ${who}, ${spanWords(days[0], days[days.length - 1])}, each with the words it rests on` + (data.asOf ? `. As known on ${dayWords(data.asOf)}.` : ".");
  const older = data.leftOut ? `${launches(data.leftOut)} before these are not on this page but in launch_events.parquet. ` : "";
  const outlets = data.outlets ? ` from ${plural(data.outlets, "outlet")}` : "";
  const waiting = data.waiting ? ` ${plural(data.waiting, "report")} of a launch ${data.waiting === 1 ? "stands" : "stand"} in no row, because nothing read tells the day.` : "";
  $("coverage").textContent = older + `Read for this timeline: ${plural(read, "dated article")}${outlets} on ${plural(data.read.length, "day")}` + (data.read.length ? ` between ${dayWords(data.read[0][0])} and ${dayWords(data.read[data.read.length - 1][0])}` : "") + (data.undated ? `, and ${data.undated.toLocaleString("en")} whose day is not known.` : ".") + waiting;
}

function options() {
  const states = [...new Set(data.events.map((e) => e.launcher))].map((code) => [nameOf(data, "states", code), code]).sort();
  for (const [name, code] of states) $("f-state").append(make("option", { value: code }, name));
  for (const lane of chart.lanes) {
    const box = make("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => { if (box.checked) lanesOff.delete(lane.n); else lanesOff.add(lane.n); refresh(); });
    $("f-lanes").append(make("label", { className: "chip" }, box, swatch(lane.colour), lane.name));
  }
  const legend = [["dot", "one day, confirmed"], ["dot claimed", "claimed"], ["dot unconfirmed", "unconfirmed"], ["dot disputed", "disputed"],
    ["span", "somewhere in these days"], ["fail", "failed"], ["answer", "response"]];
  for (const [kind, words] of legend) $("legend").append(make("li", {}, make("i", { className: kind, ariaHidden: "true" }), words));
}

function slider() {
  $("known").hidden = data.builds.length < 2;
  $("known-on").max = data.builds.length - 1;
  $("known-on").value = build;
  const say = () => {
    const last = build === data.builds.length - 1;
    $("known-day").textContent = data.builds.length ? dayWords(data.builds[build]) : "";
    $("known-on").setAttribute("aria-valuetext", $("known-day").textContent);
    $("known-note").textContent = last ? "the newest state; slide back to see what was known before" : "this is the past: later reports are left out";
    document.body.classList.toggle("past", !last);
  };
  $("known-on").addEventListener("input", () => { build = Number($("known-on").value); say(); refresh(); if (location.hash) openCard(); });
  say();
}

function later(action) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(action, 120); };
}

$("filters").addEventListener("submit", (event) => event.preventDefault());
$("filters").addEventListener("reset", () => { lanesOff.clear(); setTimeout(refresh, 0); });
for (const id of ["f-state", "f-status", "f-from", "f-to"]) $(id).addEventListener("change", refresh);
$("f-text").addEventListener("input", later(refresh));
$("in").addEventListener("click", () => chart.zoom(0.6));
$("out").addEventListener("click", () => chart.zoom(1.6));
$("all").addEventListener("click", () => chart.all());
$("earlier").addEventListener("click", () => chart.pan(-0.5));
$("later").addEventListener("click", () => chart.pan(0.5));
window.addEventListener("hashchange", openCard);
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && location.hash) closeCard(); });

if (matchMedia(NARROW).matches) $("filterbox").open = false;
requestIdleCallback(function ready(idle) {
  const next = data.events.find((event) => !event.words);
  if (!next) return;
  for (let n = data.events.indexOf(next); n < data.events.length && idle.timeRemaining() > 1; n += 1) searchable(data.events[n]);
  requestIdleCallback(ready);
});
options();
summary();
slider();
refresh();
openCard();

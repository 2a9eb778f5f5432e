/* One event as a card. All words reach the page as text nodes: nothing here reads markup. */

/** An element with properties and children; a string child is text. */
function make(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key in node && key !== "list") node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return node;
}

const FIELD_WORDS = {
  launcher: "launched by", count_low: "how many", count_high: "how many", count: "how many",
  site_id: "from where", landing: "came down", range_km: "range", apogee_km: "apogee",
  outcome: "outcome", missile_classes: "class", designation: "missile", time_utc: "time",
  date_local: "day", earliest: "day", latest: "day", edtf: "day", overflew: "flew over",
};

function countWords(low, high) {
  if (low === undefined && high === undefined) return "number not told";
  if (low === undefined) return `at most ${high}`;
  if (high === undefined) return `at least ${low}`;
  return low === high ? String(low) : `${low} to ${high}`;
}

function nameOf(data, kind, code) {
  return (data.names[kind] && data.names[kind][code]) || code;
}

function plural(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}

function valueWords(field, value, data) {
  if (value === null || value === undefined) return "not told";
  if (Array.isArray(value)) {
    if (field.startsWith("count")) return countWords(value[0] ?? undefined, value[1] ?? undefined);
    return value.join(", ");
  }
  if (field === "site_id") return nameOf(data, "sites", value);
  if (field === "landing") return nameOf(data, "places", value);
  if (field === "launcher") return nameOf(data, "states", value);
  if (field === "missile_classes") return data.classes[value] || value;
  if (field.endsWith("_km")) return `${value.toLocaleString("en")} km`;
  return String(value);
}

/** Put an event into the card. `quiet` facts that are not known are left out. */
function fillCard(card, event, data) {
  card.replaceChildren(
    make("div", { className: "cardbar" },
      make("a", { className: "back", href: "#list" }, "← All launches"),
      make("a", { className: "link", href: "#" + event.id, title: "Link to this launch" }, event.id)),
    make("p", { className: "kicker" },
      swatch(data.lanes[event.lane].colour), nameOf(data, "states", event.launcher),
      statusPart(event)),
    make("h2", { id: "card-title" }, whenWords(event)),
    make("p", { className: "flown" }, event.flown),
    ...[goneNote(event), facts(event, data), mapPart(event, data), disputes(event, data),
      sources(event, data), counts(event, data), responses(event, data), history(event)].filter(Boolean),
  );
}

function swatch(colour) {
  const node = make("span", { className: "swatch", ariaHidden: "true" });
  node.style.background = colour;
  return node;
}

function statusPart(event) {
  return make("span", { className: `status ${event.status}` }, make("i", { className: `dot ${event.status}`, ariaHidden: "true" }), event.status);
}

/** The day of an event; where no days bound it, what is told of it: "the 5th of a month". */
function whenWords(event, months) {
  return event.when || spanWords(event.earliest, event.latest, months);
}

function goneNote(event) {
  if (!event.gone) return null;
  const note = make("p", { className: "note" }, `No longer in the timeline since ${dayWords(event.gone)}. `);
  if (event.into) note.append(make("a", { href: "#" + event.into }, "It is now this launch."));
  return note;
}

function facts(event, data) {
  const rows = [
    ["Date", !event.date_local && (event.earliest ? "one of these days" : "no article tells more") + `; EDTF ${event.edtf}`],
    ["Local time", event.local],
    ["UTC", event.time_utc && `${event.time_utc.slice(11, 16)} on ${dayWords(event.time_utc.slice(0, 10))}`],
    ["From", event.site_id && nameOf(data, "sites", event.site_id) + place(event)],
    ["Came down", event.landing && nameOf(data, "places", event.landing)],
    ["Flew over", event.overflew && event.overflew.map((s) => nameOf(data, "states", s)).join(", ")],
    ["Range", event.range_km && `${event.range_km.toLocaleString("en")} km`],
    ["Apogee", event.apogee_km && `${event.apogee_km.toLocaleString("en")} km`],
    ["Outcome", event.outcome !== "unknown" && event.outcome],
    ["First reported", event.first_reported && dayWords(event.first_reported)],
    ["Rests on", `${plural(event.articles, "article")}, ${plural(event.sources, "independent source")}`],
    ["Confidence", event.confidence !== undefined && `${Math.round(event.confidence * 100)} %`],
  ].filter(([, value]) => value);
  const list = make("dl", { className: "facts" });
  for (const [term, value] of rows) list.append(make("dt", {}, term), make("dd", {}, value));
  const many = (event.payloads || []).length > 1 ? payloads(event, data) : null;
  return make("div", {}, list, many);
}

function place(event) {
  if (event.latitude === undefined) return "";
  const north = `${Math.abs(event.latitude).toFixed(2)}°\u00a0${event.latitude < 0 ? "S" : "N"}`;
  const east = `${Math.abs(event.longitude).toFixed(2)}°\u00a0${event.longitude < 0 ? "W" : "E"}`;
  const doubt = event.site_uncertainty_km ? ` ±\u00a0${event.site_uncertainty_km}\u00a0km` : "";
  return ` (${north}, ${east}${doubt})`;
}

function payloads(event, data) {
  const columns = {
    Class: (p) => data.classes[p.missile_class] || p.missile_class, Missile: (p) => p.designation,
    "How many": (p) => countWords(p.count_low, p.count_high),
    Range: (p) => p.range_km && `${p.range_km} km`, Apogee: (p) => p.apogee_km && `${p.apogee_km} km`,
  };
  const told = Object.entries(columns).filter(([, value]) => event.payloads.some(value));
  return make("div", { className: "wide", tabIndex: 0, role: "region", ariaLabel: "What flew" }, make("table", {},
    make("thead", {}, make("tr", {}, ...told.map(([head]) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ...event.payloads.map((p) => make("tr", {}, ...told.map(([, value]) => make("td", {}, value(p) || "")))))));
}

function mapPart(event, data) {
  const map = siteMap(event, data);
  return map && make("figure", { className: "map" }, map);
}

function part(title, ...content) {
  return make("section", {}, make("h3", {}, title), ...content);
}

/** Each field in dispute with its values side by side and who gives each. */
function disputes(event, data) {
  const fields = Object.entries(event.disputes || {}).filter(([, sides]) => sides.length > 1);
  const seen = new Set();
  const blocks = [];
  for (const [field, sides] of fields) {
    const content = JSON.stringify(sides);
    if (seen.has(content)) continue;
    seen.add(content);
    const columns = sides.map((side) => make("li", {},
      make("strong", {}, valueWords(field, side.value, data)),
      make("span", {}, [...new Set(side.quotes.map((q) => whoSays(event.quotes[q], data)))].join(", "))));
    blocks.push(make("p", { className: "field" }, FIELD_WORDS[field] || field), make("ul", { className: "sides" }, ...columns));
  }
  return blocks.length ? part("Where sources disagree", ...blocks) : null;
}

function whoSays(quoted, data) {
  const article = data.articles[data.quotes[quoted.quote].a];
  const outlet = article.publisher || "publisher not known";
  return quoted.claimant ? `${nameOf(data, "claimants", quoted.claimant)} in ${outlet}` : outlet;
}

function sources(event, data) {
  const quotes = event.quotes || [];
  if (!quotes.length) return null;
  const byArticle = new Map();
  for (const quoted of quotes) {
    const number = data.quotes[quoted.quote].a;
    byArticle.set(number, [...(byArticle.get(number) || []), quoted]);
  }
  const inOrder = [...byArticle].sort(([a], [b]) => (data.articles[a].day || "9").localeCompare(data.articles[b].day || "9") || a - b);
  const blocks = inOrder.map(([number, said]) => make("li", {}, articleLine(number, data),
    ...sentences(said).map((same, n, all) => quoteBlock(same, data, n > 0 && all[n - 1][0].why === same[0].why))));
  return part("The words it rests on", make("ol", { className: "sources" }, ...blocks));
}

/** What is said of an event in one sentence stands in one block. */
function sentences(said) {
  const found = new Map();
  for (const quoted of said) found.set(quoted.quote, [...(found.get(quoted.quote) || []), quoted]);
  return [...found.values()];
}

/** Whether an address from an article may become a link: the web, and nothing that runs. */
function safeLink(url) {
  return /^https?:\/\//i.test(url || "");
}

function articleLine(number, data) {
  const article = data.articles[number];
  const title = article.title || "Untitled";
  const heading = safeLink(article.url) ? make("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, title) : make("span", {}, title);
  const day = article.day ? `${dayWords(article.day, SHORT)}${article.basis === "stated" ? "" : ` (${article.basis})`}` : "day not known";
  const copy = article.copyOf === undefined ? "" : ` · copy of ${data.articles[article.copyOf].publisher || "another article"}`;
  return make("p", { className: "article" }, heading,
    make("span", { className: "by" }, `${article.publisher || "publisher not known"} · ${day}${copy}`));
}

let tips = 0;

function quoteBlock(said, data, saidBefore) {
  const links = said.map((quoted) => quoted.link);
  const link = ["contradicts", "supports", "background"].find((one) => links.includes(one));
  const block = make("blockquote", { className: link }, ...marked(data.quotes[said[0].quote], said.map((quoted) => quoted.q)));
  const notes = said.flatMap((quoted) => [
    { contradicts: "disagrees", background: "background" }[quoted.link],
    quoted.says !== "happened" && quoted.says,
    quoted.claimant && `on the word of ${nameOf(data, "claimants", quoted.claimant)}`,
    quoted.why && !saidBefore && `linked because: ${quoted.why}`,
    quoted.rulings && `ruling ${quoted.rulings.join(", ")}`,
  ]).filter(Boolean);
  if (notes.length) block.append(make("footer", {}, [...new Set(notes)].join(" · ")));
  return block;
}

/** A sentence as nodes: plain text, the words that count, and the dates with their derivation. */
function marked(quote, spans) {
  quote.points ??= Array.from(quote.t); /* offsets count code points, not UTF-16 units */
  const edges = [...new Set([0, ...spans.flat(), ...quote.d.flat().filter(Number.isInteger), quote.points.length])];
  edges.sort((a, b) => a - b);
  const nodes = [];
  for (let n = 1; n < edges.length; n += 1) {
    const [from, to] = [edges[n - 1], edges[n]];
    const date = quote.d.find((d) => d[0] <= from && to <= d[1]);
    const text = quote.points.slice(from, to).join("");
    const inside = spans.some(([begin, end]) => begin <= from && to <= end);
    if (date) nodes.push(dateMark(text, date, inside));
    else nodes.push(inside ? make("b", {}, text) : text);
  }
  return nodes;
}

function dateMark(text, [, , value, derivation], inside) {
  const id = `tip-${(tips += 1)}`;
  const tip = make("span", { className: "tip", id, role: "tooltip" }, make("b", {}, value), ` ${derivation}`);
  const mark = make("mark", { tabIndex: 0 }, inside ? make("b", {}, text) : text);
  mark.setAttribute("aria-describedby", id);
  return make("span", { className: "dated" }, mark, tip);
}

function counts(event, data) {
  const rows = (event.counts || []).map((n) => data.counts[n]).map((count) => {
    const kind = count.kind === "ordinal" ? "number " : "";
    const said = `${kind}${countWords(count.value_low, count.value_high)} (${count.unit})`;
    return make("li", { className: count.status },
      make("p", {}, make("strong", {}, `${count.status}: `), `${said} in ${spanWords(count.period_earliest, count.period_latest)}; found ${count.found ?? 0}. ${count.reason || ""}`),
      make("blockquote", {}, ...marked(data.quotes[count.quote], [count.q])), byLine(count, data));
  });
  return rows.length ? part("Counted among", make("ul", { className: "plain" }, ...rows)) : null;
}

function byLine(row, data) {
  return articleLine(data.quotes[row.quote].a, data);
}

function responses(event, data) {
  const rows = (event.responses || []).map((n) => data.responses[n]).map((answer) => {
    const who = (answer.actors || []).map((a) => nameOf(data, "states", a)).join(", ");
    const what = (answer.type || "").replace("unsc_meeting", "Security Council meeting");
    const status = answer.status === "done" ? "" : ` (${answer.status})`;
    return make("li", {},
      make("p", {}, make("strong", {}, `${what}${status}`), ` ${[who, spanWords(answer.earliest, answer.latest)].filter(Boolean).join(" · ")}`),
      make("blockquote", {}, ...marked(data.quotes[answer.quote], [answer.q]),
        answer.link_basis ? make("footer", {}, `linked because: ${answer.link_basis}`) : null));
  });
  return rows.length ? part("Responses", make("ul", { className: "plain" }, ...rows)) : null;
}

function history(event) {
  const rows = (event.history || []).map((step) => make("li", {},
    `${dayWords(step.day, SHORT)}: ${step.change}. ${step.reason || ""} `,
    step.into && step.into !== event.id ? make("a", { href: "#" + step.into }, step.into) : null));
  return rows.length ? part("History of this row", make("ol", { className: "plain small" }, ...rows)) : null;
}

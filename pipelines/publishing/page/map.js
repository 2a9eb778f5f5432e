/* A small map around one launch site: azimuthal equidistant, so distances from the site are true. */

const KM_PER_DEGREE = 111.195;
const MAP = { width: 340, height: 260 };

/** Longitude and latitude -> kilometres east and north of the centre. */
function projector(lon0, lat0) {
  const rad = Math.PI / 180;
  const sin0 = Math.sin(lat0 * rad);
  const cos0 = Math.cos(lat0 * rad);
  return (lon, lat) => {
    const sin = Math.sin(lat * rad);
    const cos = Math.cos(lat * rad);
    const turn = (lon - lon0) * rad;
    const cosC = Math.min(1, Math.max(-1, sin0 * sin + cos0 * cos * Math.cos(turn)));
    const c = Math.acos(cosC);
    const k = c < 1e-9 ? 1 : c / Math.sin(c);
    const scale = (KM_PER_DEGREE * k) / rad;
    return [scale * cos * Math.sin(turn), scale * (cos0 * sin - sin0 * cos * Math.cos(turn))];
  };
}

/** Undo the coding of the coastlines: steps in hundredths of a degree. */
function decoded(steps) {
  const points = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    points.push([x / 100, y / 100]);
  }
  return points;
}

/** How much of the world to show: kilometres from the centre to the nearer edge. */
function reach(event, landing) {
  const wanted = [320, (event.site_uncertainty_km || 0) * 2.5];
  if (landing) wanted.push(Math.hypot(landing[0], landing[1]) * 1.25);
  if (event.range_km && event.range_km <= 1500) wanted.push(event.range_km * 1.15);
  return Math.min(1900, Math.max(...wanted));
}

/** The map of an event as SVG, or null where its site is not known. */
function siteMap(event, data) {
  if (event.latitude === undefined || !data.land.rings) return null;
  const project = projector(event.longitude, event.latitude);
  const point = data.names.points[event.landing];
  const landing = point && project(point[1], point[0]);
  const km = reach(event, landing);
  const scale = Math.min(MAP.width, MAP.height) / 2 / km;
  const place = ([x, y]) => [MAP.width / 2 + x * scale, MAP.height / 2 - y * scale];
  const path = (line, close) => {
    const steps = decoded(line).map(([lon, lat]) => place(project(lon, lat)));
    return "M" + steps.map((p) => p.map((v) => v.toFixed(1)).join(" ")).join("L") + (close ? "Z" : "");
  };
  const svg = drawn("svg", {
    viewBox: `0 0 ${MAP.width} ${MAP.height}`, role: "img", "aria-label": mapWords(event, data),
  });
  svg.append(drawn("path", { class: "land", d: data.land.rings.map((r) => path(r, true)).join("") }));
  svg.append(drawn("path", { class: "border", d: data.land.borders.map((b) => path(b)).join("") }));
  const [x, y] = place([0, 0]);
  if (event.range_km && event.range_km <= km * 1.3) {
    svg.append(drawn("circle", { class: "range", cx: x, cy: y, r: event.range_km * scale }));
    svg.append(label(x, y - event.range_km * scale - 5, `${event.range_km} km`, "middle"));
  }
  const area = landing && areaName(place(landing), data.names.places[event.landing]);
  if (area) svg.append(area);
  const radius = Math.max(6, (event.site_uncertainty_km || 0) * scale);
  svg.append(drawn("circle", { class: "doubt", cx: x, cy: y, r: radius }));
  svg.append(drawn("circle", { class: "site", cx: x, cy: y, r: 3 }));
  svg.append(label(x + 9, y + 4, data.names.sites[event.site_id] || event.site_id || "", "start"));
  addScale(svg, km, scale);
  return svg;
}

/**
 * The name of a sea or zone across it: no text says at which point of it something came down.
 * Null where the middle of it lies too near the edge: the name would stand on other water.
 */
function areaName([x, y], name) {
  if (x < 50 || x > MAP.width - 50 || y < 15 || y > MAP.height - 15) return null;
  const node = label(x, y, name || "", "middle");
  node.setAttribute("class", "area");
  return node;
}

function addScale(svg, km, scale) {
  const length = [50, 100, 200, 500, 1000].filter((s) => s * scale < 110).pop() || 50;
  const y = MAP.height - 12;
  svg.append(drawn("path", { class: "scale", d: `M12 ${y}h${(length * scale).toFixed(1)}` }));
  svg.append(label(12, y - 5, `${length} km`, "start"));
}

function mapWords(event, data) {
  const site = data.names.sites[event.site_id] || event.site_id || "the launch site";
  const landing = data.names.places[event.landing] || event.landing;
  const doubt = event.site_uncertainty_km ? `, known to ${event.site_uncertainty_km} km` : "";
  return `Map of ${site}${doubt}` + (landing ? `, and of ${landing} where it came down.` : ".");
}

function label(x, y, text, anchor) {
  const node = drawn("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor });
  node.textContent = text;
  return node;
}

function drawn(name, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

"use strict";
// What a reader does with the page: select marks, read claims, choose dates and rows, save pictures.
// Everything works on what the HTML holds; nothing is loaded.
const $ = (query, root = document) => root.querySelector(query);
const $$ = (query, root = document) => [...root.querySelectorAll(query)];
const DAY = 864e5;
const toDay = (iso) => Math.round(Date.parse(iso) / DAY);
const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const make = (tag, text, cls) => {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  if (cls) made.className = cls;
  return made;
};
const svgMake = (tag, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};

// The claims, opened once.
let opened;
function claims() {
  opened ??= (async () => {
    const bytes = Uint8Array.from(atob($("#claims").textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  })();
  return opened;
}

// State in the address: chart, row or event, from, to and filters of that chart.
const state = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
function remember(changes, push = false) {
  for (const [name, value] of Object.entries(changes))
    if (value) state.set(name, value);
    else state.delete(name);
  const hash = state.size || [...state].length ? "#" + state : location.pathname + location.search;
  history[push ? "pushState" : "replaceState"](null, "", hash);
}

class Chart {
  constructor(root) {
    this.root = root;
    this.name = root.dataset.chart;
    this.rows = $$("tbody tr", root).map((tr, at) => ({
      at, tr, key: tr.dataset.k ?? tr.cells[0].textContent, events: (tr.dataset.e ?? "").split(" ").filter(Boolean),
      filters: (tr.dataset.f ?? "").split("|"), day: null, spans: tr.dataset.s?.split(","),
    }));
    this.byKey = new Map();  // several rows may be about one event: the first one, and all
    this.allOf = new Map();
    for (const row of this.rows) {
      if (!this.byKey.has(row.key)) this.byKey.set(row.key, row);
      this.allOf.set(row.key, [...(this.allOf.get(row.key) ?? []), row]);
    }
    this.headings = $$("thead th", root).map((th) => th.textContent);
    this.pictures = $$(".plot > svg", root);
    this.marks = $$("[data-k]:not(tr)", root);
    this.marked = new Set(this.marks.flatMap((mark) => mark.dataset.k.split("|")));
    const other = charts.find((chart) => chart.name === root.dataset.eventsOf);
    if (other) for (const row of this.rows) row.events = other.byKey.get(row.key)?.events ?? [];
    const dated = root.dataset.dates;
    if (dated !== undefined)
      for (const row of this.rows) {
        const iso = dated === "" ? row.tr.dataset.d : row.tr.cells[+dated].textContent;
        row.day = iso ? toDay(iso) : null;
      }
    const days = this.rows.map((row) => row.day).filter((day) => day !== null);
    if (days.length) [this.first, this.last] = [Math.min(...days), Math.max(...days)];
    const frame = $("svg[data-time]", root);
    if (frame) [this.first, this.last] = frame.dataset.time.split(",").slice(0, 2).map(toDay);
    this.isTimed = dated !== undefined && days.length > 1;
    this.readout = $(".readout", root);
    if (this.readout) this.readout.textContent = "Point at the picture for values; select a mark or a row to open it.";
    this.controls();
    this.links();
    this.pointer();
    this.keyboard();
    this.saving();
  }

  controls() {
    const box = $(".controls", this.root);
    if (!box) return;
    this.selects = $$("select", box);
    for (const select of this.selects)
      select.addEventListener("change", () => { this.note(); this.show(); });
    if (this.isTimed) {
      const range = make("span", null, "range");
      box.append(range);
      const spans = [["All", 0], ["2 years", 730], ["1 year", 365], ["90 days", 90]];
      for (const [label, days] of spans) {
        const button = make("button", label);
        button.type = "button";
        button.addEventListener("click", () => this.range(days ? this.last - days + 1 : null, null));
        range.append(button);
      }
      for (const side of ["from", "to"]) {
        const label = make("label", side);
        const input = make("input");
        input.type = "date";
        [input.min, input.max] = [toIso(this.first), toIso(this.last)];
        input.addEventListener("change", () => this.range(
          this.from.value ? toDay(this.from.value) : null, this.to.value ? toDay(this.to.value) : null));
        label.append(input);
        range.append(label);
        this[side] = input;
      }
    }
    if (this.root.dataset.spans !== undefined) {
      const label = make("label", "in force on");
      this.on = make("input");
      this.on.type = "date";
      this.on.addEventListener("change", () => { this.note(); this.show(); });
      label.append(this.on);
      box.append(label);
    }
    box.hidden = box.children.length === 0;
    this.shown = make("span", "", "shown");
    this.shown.setAttribute("aria-live", "polite");
    if (box.children.length) box.append(this.shown);
  }

  // Rows become links that open the panel; a table of many rows gets them when it is opened.
  links() {
    const details = $("details.data", this.root);
    if (!details) return;
    const link = () => {
      for (const row of this.rows) {
        if (!row.events.length || $("a", row.tr)) continue;
        const cell = row.tr.cells[0];
        const anchor = make("a", cell.textContent);
        anchor.href = `#chart=${this.name}&row=${encodeURIComponent(row.key)}`;
        cell.replaceChildren(anchor);
      }
    };
    if (details.open) link();
    details.addEventListener("toggle", () => details.open && link());
  }

  // The row at a place of a picture: the mark itself, or the date at that place.
  rowAt(svg, event) {
    const mark = event.target.closest("[data-k]");
    if (mark) return this.byKey.get(mark.dataset.k.split("|")[0]);
    const box = svg.getBoundingClientRect();
    const scale = svg.viewBox.baseVal.width / box.width;
    const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    if (svg.dataset.calendar) return this.byKey.get(dateInCalendar(svg.dataset.calendar, x, y));
    if (!svg.dataset.time || svg.dataset.brush !== undefined) return undefined;
    const day = this.dayAt(svg, x);
    return day === null ? undefined : this.byKey.get(toIso(day).slice(0, svg.dataset.months === undefined ? 10 : 7));
  }

  window() {
    return [this.from?.value ? toDay(this.from.value) : this.first, this.to?.value ? toDay(this.to.value) : this.last];
  }

  dayAt(svg, x) {
    const [, , start, end] = svg.dataset.time.split(",").map(Number);
    if (x < start || x > end) return null;
    const [from, to] = svg.dataset.brush !== undefined ? [this.first, this.last] : this.window();
    return Math.min(to, from + Math.floor(((x - start) / (end - start)) * (to - from + 1)));
  }

  pointer() {
    for (const svg of this.pictures) {
      let begun = null;
      svg.addEventListener("pointermove", (event) => {
        if (begun === null) this.read(this.rowAt(svg, event), svg);
        else this.drag(svg, begun, event);
      });
      svg.addEventListener("pointerleave", () => this.cursor(svg, null));
      svg.addEventListener("pointerdown", (event) => {
        if (this.isTimed && svg.dataset.time && event.pointerType === "mouse") begun = event.clientX;
      });
      svg.addEventListener("pointerup", (event) => {
        const from = begun;
        begun = null;
        $(".chosen", svg)?.remove();
        if (from === null || Math.abs(event.clientX - from) < 8) return;
        this.moved = true;
        const [a, b] = [from, event.clientX].sort((one, other) => one - other).map((x) => this.dayUnder(svg, x));
        this.range(a, b);
      });
      svg.addEventListener("click", (event) => {
        if (this.moved) { this.moved = false; return; }
        const mark = event.target.closest("[data-k]");
        const rows = mark ? mark.dataset.k.split("|").flatMap((key) => this.allOf.get(key) ?? []) : [this.rowAt(svg, event)];
        this.open(rows.filter((row) => row && !row.tr.hidden));
      });
    }
  }

  dayUnder(svg, clientX) {
    const box = svg.getBoundingClientRect();
    const [, , start, end] = svg.dataset.time.split(",").map(Number);
    const x = ((clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    return this.dayAt(svg, Math.min(Math.max(x, start), end - 0.01));
  }

  drag(svg, begun, event) {
    const box = svg.getBoundingClientRect();
    const scale = svg.viewBox.baseVal.width / box.width;
    const [a, b] = [begun, event.clientX].sort((one, other) => one - other).map((x) => (x - box.left) * scale);
    $(".chosen", svg)?.remove();
    svg.append(svgMake("rect", { class: "chosen", x: a, y: svg.dataset.top ?? 0, width: b - a, height: (svg.dataset.base ?? svg.viewBox.baseVal.height) - (svg.dataset.top ?? 0) }));
  }

  // With the keyboard: arrows go from row to row, Enter opens the panel.
  keyboard() {
    for (const plot of $$(".plot", this.root)) {
      const svg = $("svg", plot);
      if (!this.rows.length) continue;
      plot.tabIndex = 0;
      plot.setAttribute("role", "group");
      plot.setAttribute("aria-label", `${$("h3", this.root).textContent}: arrow keys go through the rows, Enter opens the claims`);
      plot.addEventListener("keydown", (event) => {
        const step = { ArrowRight: -1, ArrowUp: -1, ArrowLeft: 1, ArrowDown: 1 }[event.key];
        if (step) {
          event.preventDefault();
          let at = this.at === undefined ? (step > 0 ? 0 : 0) : this.at + step;
          while (this.rows[at]?.tr.hidden) at += step;
          if (this.rows[at]) this.read(this.rows[at], svg);
        } else if (event.key === "Enter" && this.at !== undefined) {
          event.preventDefault();  // or the same press would reach the panel's first button
          this.open([this.rows[this.at]]);
        }
      });
    }
  }

  read(row, svg) {
    if (!row) return;
    this.at = row.at;
    if (this.readout) this.readout.textContent = onOneLine(this.cells(row));
    this.cursor(svg, row);
  }

  cells(row) {
    return [...row.tr.cells].map((cell, at) => [this.headings[at], cell.textContent.trim()]);
  }

  cursor(svg, row) {
    $(".cursor", svg)?.remove();
    if (!row || row.day === null || !svg.dataset.time || svg.dataset.brush !== undefined) return;
    const [, , start, end] = svg.dataset.time.split(",").map(Number);
    const [from, to] = this.window();
    const x = start + ((row.day - from + 0.5) / (to - from + 1)) * (end - start);
    if (x >= start && x <= end) svg.append(svgMake("path", { class: "cursor", d: `M${x} ${svg.dataset.top}V${svg.dataset.base}` }));
  }

  range(from, to) {
    if (from !== null && to !== null && from > to) [from, to] = [to, from];
    this.from.value = from === null || from <= this.first ? "" : toIso(Math.min(from, this.last));
    this.to.value = to === null || to >= this.last ? "" : toIso(Math.max(to, this.first));
    this.note();
    this.show();
  }

  note() {
    const changes = { chart: this.name, event: null, row: null, from: this.from?.value, to: this.to?.value, on: this.on?.value };
    for (const select of this.selects) changes[select.dataset.name] = select.value;
    remember(changes);
  }

  // Show the rows and marks that the filters and dates leave, and zoom the pictures.
  show() {
    const chosen = this.selects.map((select) => select.value);
    const [from, to] = this.isTimed ? this.window() : [null, null];
    const isRange = Boolean(this.from?.value || this.to?.value);
    let [count, unmarked] = [0, 0];
    for (const row of this.rows) {
      const fits = chosen.every((value, at) => !value || (row.filters[at] ?? "").split(",").includes(value));
      const inside = !isRange || (row.day !== null && row.day >= from && row.day <= to);
      row.tr.hidden = !(fits && inside && this.holdsOn(row));
      count += !row.tr.hidden;
      unmarked += !row.tr.hidden && !this.marked.has(row.key);
    }
    const visible = (keys) => keys.split("|").filter((key) => this.isShown(key)).length;
    for (const mark of this.marks) mark.classList.toggle("off", visible(mark.dataset.k) === 0);
    for (const label of $$("[data-count]", this.root)) label.textContent = visible(label.dataset.count) || "";
    if (this.shown) this.shown.textContent = count === this.rows.length ? "" : `${count.toLocaleString("en")} of ${this.rows.length.toLocaleString("en")} rows${this.marked.size && unmarked ? `, ${unmarked.toLocaleString("en")} without a mark` : ""}`;
    for (const svg of this.pictures) if (svg.dataset.time && svg.dataset.brush === undefined && this.isTimed) zoom(svg, this.first, from, to);
  }

  isShown(key) {
    return (this.allOf.get(key) ?? []).some((row) => !row.tr.hidden);
  }

  holdsOn(row) {
    if (!this.on?.value) return true;
    const [from, , , until] = row.spans ?? [];
    return Boolean(from) && from <= this.on.value && (!until || this.on.value <= until);
  }

  apply() {
    if (state.get("chart") !== this.name) return;
    for (const select of this.selects ?? []) select.value = state.get(select.dataset.name) ?? "";
    if (this.from) [this.from.value, this.to.value] = [state.get("from") ?? "", state.get("to") ?? ""];
    if (this.on) this.on.value = state.get("on") ?? "";
    this.show();
    const details = $("details.data", this.root);
    if (details && this.rows.some((row) => row.tr.hidden)) details.open = true;
    this.root.scrollIntoView({ behavior: "instant" });
    const row = this.byKey.get(state.get("row"));
    if (row) this.open([row], false);
  }

  open(rows, push = true) {
    if (!rows.length) return;
    for (const row of rows) row.tr.classList.add("here");
    if (push) remember({ chart: this.name, row: rows[0].key, event: null }, true);
    showPanel(rows.flatMap((row) => row.events), rows.map((row) => this.cells(row)));
  }

  saving() {
    for (const button of $$("[data-save]", this.root)) {
      button.hidden = false;
      button.type = "button";
      button.addEventListener("click", () => save(this, button.dataset.save));
    }
  }
}

// A row in words: its first cell, then the other ones that say something, with their headings.
function onOneLine(cells) {
  const parts = cells.slice(1).filter(([, value]) => value && value !== "no");
  return [cells[0][1], ...parts.slice(0, 7).map(([name, value]) => (value === "yes" ? name : `${name} ${value}`))].join(" · ");
}

function dateInCalendar(data, x, y) {
  const [left, top, side, height, lastYear] = data.split(",").map(Number);
  const year = lastYear - Math.floor(y / height);
  const weekday = Math.floor((y % height - top) / side);
  const week = Math.floor((x - left) / side);
  const opening = Date.UTC(year, 0, 1) / DAY;
  const offset = (new Date(opening * DAY).getUTCDay() + 6) % 7;
  return weekday < 0 || weekday > 6 ? "" : toIso(opening + week * 7 + weekday - offset);
}

let clips = 0;
function zoom(svg, first, from, to) {
  const [begin, finish, start, end] = svg.dataset.time.split(",");
  const [x0, x1, last] = [+start, +end, toDay(finish)];
  const step = (x1 - x0) / (last - first + 1);
  const scale = (last - first + 1) / (to - from + 1);
  const shift = x0 - x0 * scale - (from - first) * step * scale;
  const place = (day) => x0 + (day - from) * step * scale;
  if (!svg.dataset.clip) {
    svg.dataset.clip = `clip${++clips}`;
    const clip = svgMake("clipPath", { id: svg.dataset.clip });
    clip.append(svgMake("rect", { x: x0, y: 0, width: x1 - x0, height: svg.viewBox.baseVal.height }));
    svg.prepend(clip);
    for (const group of $$(".zc", svg)) group.setAttribute("clip-path", `url(#${svg.dataset.clip})`);
  }
  for (const group of $$(".z", svg)) group.setAttribute("transform", `matrix(${scale} 0 0 1 ${shift} 0)`);
  for (const label of $$("[data-from]", svg)) {
    const [a, b] = [Math.max(place(toDay(label.dataset.from)), x0), Math.min(place(toDay(label.dataset.until) + 1), x1)];
    label.setAttribute("x", (a + b) / 2);
    label.classList.toggle("off", b - a < 6.2 * label.textContent.length);
  }
  const axis = $(".xt", svg);
  const y = +$("text", axis)?.getAttribute("y");
  if (!svg.dataset.axis) svg.dataset.axis = y;
  axis.replaceChildren(...ticks(from, to, x1 - x0).flatMap(([day, words]) => {
    const x = place(day);
    const text = svgMake("text", { x, y: svg.dataset.axis, "text-anchor": x > x1 - 24 ? "end" : x < x0 + 24 ? "start" : "middle" });
    text.textContent = words;
    return [svgMake("path", { d: `M${x} ${svg.dataset.axis - 18}v5` }), text];
  }));
}

function ticks(from, to, width) {
  const most = Math.max(2, Math.floor(width / 95));
  const name = (day, options) => new Date(day * DAY).toLocaleDateString("en-GB", { timeZone: "UTC", ...options });
  const found = [];
  if (to - from < 62) {
    const every = Math.ceil((to - from + 1) / most);
    for (let day = from; day <= to; day += every) found.push([day, name(day, { day: "numeric", month: "short" })]);
    return found;
  }
  const months = Math.ceil((to - from) / 30.4);
  const every = [1, 2, 3, 6, 12, 24].find((step) => months / step <= most) ?? 60;
  const opening = new Date(from * DAY);
  for (let month = opening.getUTCFullYear() * 12; ; month += every) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
    if (day > to) return found;
    if (day >= from) found.push([day, every >= 12 ? name(day, { year: "numeric" }) : name(day, { month: "short", year: "numeric" })]);
  }
}

// The panel: figures of the events of a mark, and every claim with its words, page and copy.
const SIDES = { ukraine: "Ukraine's side", russia: "Russia's side", third_party: "third party", media: "media" };
const dated = (words) => words.replace(/_(from|to)_stated\b/g, " $1").replace(/_stated\b/g, " on");
const spelled = (code) => dated(code ?? "").replaceAll("_", " ").replace(/\bukraine\b/g, "Ukraine").replace(/\brussia\b/g, "Russia").replace(/\bpow\b/g, "prisoners of war");

async function showPanel(ids, rows) {
  const panel = $("#panel");
  const body = $(".panel", panel);
  const close = make("button", "Close", "close");
  close.type = "button";
  close.addEventListener("click", () => panel.close());
  const heading = make("h2", rows.length === 1 ? rows[0][0][1] : `${rows.length} entries`);
  heading.id = "panel-title";
  body.replaceChildren(close, heading);
  if (rows.length === 1) body.append(list(rows[0].slice(1).filter(([, value]) => value && value !== "no")));
  else body.append(...rows.slice(0, 50).map((cells) => make("p", onOneLine(cells), "entry")));
  if (!panel.open) panel.showModal();
  panel.scrollTop = 0;
  if (!ids.length) return;
  const data = await claims();
  for (const id of [...new Set(ids)]) body.append(...aboutEvent(data, id));
}

function list(pairs) {
  const made = make("dl");
  for (const [name, value] of pairs) made.append(make("dt", name), make("dd", value));
  return made;
}

function aboutEvent(data, id) {
  const event = data.events[id];
  const parts = [make("h3", id)];
  if (!event) parts.push(make("p", "The claims of this event are not in the page, which holds those of the latest events. This command prints them:"));
  else {
    const figures = event.figures.map((values) => Object.fromEntries(data.figure.map((name, at) => [name, values[at]])));
    parts.push(list(figures.map((one) => [spelled(one.figure), inWords(one)])));
    const rules = [...new Set(figures.map((one) => one.best_rule).filter(Boolean))];
    if (rules.length) parts.push(make("p", `How the best value was chosen: ${rules.join("; ")}.`, "note"));
    const counted = event.claims.length;
    parts.push(make("p", `${counted} claim${counted === 1 ? "" : "s"}:`));
    for (const values of event.claims) parts.push(aboutClaim(Object.fromEntries(data.claim.map((name, at) => [name, values[at]]))));
  }
  parts.push(make("pre", `ledger explain ${id}`));
  return parts;
}

function inWords(figure) {
  const range = figure.low === null || figure.low === figure.high ? "" : `${figure.low} to ${figure.high}`;
  const value = figure.value === null ? range || "not stated" : spelled(figure.value) + (range ? ` (low to high: ${range})` : "");
  return figure.is_disputed ? `${value}, sources differ` : value;
}

function aboutClaim(claim) {
  const box = make("div", null, "claim");
  const cites = claim.attributed_to ? `, citing ${claim.attributed_to}` : "";
  box.append(make("p", `${claim.reported_by}${cites}`, "who"));
  box.append(make("p", `${SIDES[claim.reporting_side] ?? spelled(claim.reporting_side)}, ${spelled(claim.source_type)}${claim.published_stated ? `, published ${claim.published_stated}` : ""}`, "small"));
  box.append(make("p", `${spelled(claim.says)}${claim.about ? ` (${spelled(claim.about)})` : ""}`));
  if (claim.summary) box.append(make("p", claim.summary));
  const quotes = (claim.quotes ?? []).filter(([, words]) => words);
  if (quotes.length) {
    const line = make("p", null, "small");
    quotes.forEach(([field, words], at) => line.append(at ? "; " : "", `${spelled(field)} `, make("q", words)));
    box.append(line);
  }
  const address = claim.address ?? "";
  if (/^https?:\/\//.test(address)) {
    const anchor = make("a", address);
    anchor.href = address;
    anchor.rel = "noopener noreferrer";
    const line = make("p");
    line.append(anchor);
    box.append(line);
  } else if (address) box.append(make("p", address));
  box.append(make("p", `${claim.is_counted ? "counts" : "does not count"}: ${claim.reason}`, "small"));
  box.append(make("p", `Archived copy ${claim.document_sha256}, ${claim.source}, row or characters ${claim.locator}`, "small"));
  return box;
}

// Saved pictures carry the colours of the page.
function save(chart, form) {
  const svg = chart.pictures.find((one) => one.getBoundingClientRect().width > 0).cloneNode(true);
  const style = svgMake("style", {});
  style.textContent = $("#chart-style").textContent;
  const { width, height } = svg.viewBox.baseVal;
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  $$(".cursor, .chosen", svg).forEach((one) => one.remove());
  svg.prepend(style, svgMake("rect", { width, height, style: "fill:var(--paper)" }));
  const text = new XMLSerializer().serializeToString(svg);
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  if (form === "svg") return download(url, `${chart.name}.svg`);
  const image = new Image();
  image.onload = () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: width * 2, height: height * 2 });
    canvas.getContext("2d").drawImage(image, 0, 0, width * 2, height * 2);
    canvas.toBlob((blob) => download(URL.createObjectURL(blob), `${chart.name}.png`));
  };
  image.src = url;
}

function download(url, name) {
  const anchor = make("a");
  [anchor.href, anchor.download] = [url, name];
  anchor.click();
}

const charts = [];
for (const root of $$("figure.chart")) charts.push(new Chart(root));
$("#panel").addEventListener("close", () => {
  $$("tr.here").forEach((row) => row.classList.remove("here"));
  remember({ row: null, event: null });
});
for (const one of $$("[data-age]")) {
  const days = Math.floor(Date.now() / DAY) - toDay(one.dataset.age);
  if (days > 0) one.textContent = `(${days.toLocaleString("en")} days before today)`;
}
function applyState() {
  const hash = location.hash.slice(1);
  if (!hash.includes("=")) return;
  for (const name of [...state.keys()]) state.delete(name);
  for (const [name, value] of new URLSearchParams(hash)) state.set(name, value);
  charts.forEach((chart) => chart.apply());
  const ids = state.get("event")?.split(" ");
  if (ids) showPanel(ids, [[["", ids.length === 1 ? "One event" : "Events behind the figure"]]]);
  else if (!state.get("row") && $("#panel").open) $("#panel").close();
}
addEventListener("hashchange", applyState);
applyState();

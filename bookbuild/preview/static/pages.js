// The pages as spreads: drawn when they come near, and drawn anew where they have changed, without moving the view.
import { announce, byId, fill, get, make, word } from "./page.js";
import { Marks } from "./marks.js";
import { TextLayer } from "./text.js";
import { overlayOf } from "./overlay.js";

const STEP = 120; // pixels by which widths of pictures differ, so that few are made
const MARKED = 900;

export class Pages {
  constructor(stage, settings) {
    this.stage = stage;
    this.settings = settings;
    this.rows = [];
    this.boxes = [];
    this.current = 0;
    this.onMove = () => {};
    this.home = async () => {};
    this.query = "";
    this.marks = new Marks(settings);
    this.near = new IntersectionObserver((seen) => seen.forEach((one) => this.see(one)), { root: stage, rootMargin: "60% 0px" });
    new ResizeObserver(() => this.measure()).observe(stage);
    stage.addEventListener("scroll", () => { this.scrolling ??= requestAnimationFrame(() => { this.scrolling = null; this.follow(); }); }, { passive: true });
    addEventListener("hashchange", () => { if (!this.isOwnAddress()) this.restore(); });
    for (const name of ["single", "ruler", "grid", "marks"]) byId(name).setAttribute("aria-pressed", String(settings.get(name)));
  }

  get isRightToLeft() { return this.state?.direction === "rtl"; }

  // Show the book's own pages.
  show(state, rows) {
    this.adopt(state);
    this.made = "";
    this.shape = state.geometry ? state.geometry.width / state.geometry.height : 0.7;
    this.build(rows);
    this.restore();
    this.observe();
  }

  // Show the pages of a file that was made: a handout, sheets, another edition; or pages beside those that were.
  showFile(state, name, { pages, shape }) {
    this.adopt(state);
    const place = this.made === name ? this.current : 0;
    this.made = name;
    this.shape = shape ?? 0.7;
    this.build(pages);
    this.turn(place);
    this.observe();
  }

  adopt(state) {
    this.state = state;
    this.marks.state = state;
  }

  // A complete state: messages may be others, on pages that are the same.
  mark() {
    for (const box of this.boxes) if (box.dataset.near && box.querySelector(".text")) this.marks.put(box, this);
  }

  build(rows) {
    const known = new Map(this.boxes.map((box) => [box.dataset.digest, box]));
    this.near.disconnect();
    this.rows = rows.map((row) => [...row]);
    this.boxes = rows.map((row, index) => this.take(known, row, index));
    const holder = make("div", { className: "spreads" });
    holder.dir = this.isRightToLeft && !this.made ? "rtl" : "ltr";
    holder.classList.toggle("one", this.isSingle);
    if (this.made) holder.dataset.made = this.made;
    holder.append(...this.spreads());
    if (!rows.length) holder.append(make("p", { className: "notice", textContent: word(this.state.version ? "no-pages" : "laying-out") }));
    this.stage.replaceChildren(holder);
    this.measure();
  }

  // Begin to draw what is near. The view is in its place by then, so that nothing else is drawn.
  observe() {
    for (const box of this.boxes) this.near.observe(box);
  }

  get isSingle() { return this.settings.get("single") || this.stage.clientWidth < 620 || this.shape > 1.1; }

  // Return the spreads: a verso with the recto after it. A page alone stands on its own side.
  spreads() {
    const spreads = [];
    for (const [index, [, , isRecto]] of this.rows.entries()) {
      const before = spreads.at(-1);
      const joins = !this.isSingle && isRecto && before?.childElementCount === 1 && !this.rows[index - 1][2];
      const spread = joins ? before : make("section", { className: "spread" });
      spread.append(this.boxes[index]);
      if (joins) delete spread.dataset.at;
      else { spread.dataset.at = isRecto ? "right" : "left"; spreads.push(spread); }
    }
    return spreads;
  }

  take(known, [digest, label, isRecto], index) {
    const box = known.get(digest) ?? make("article");
    known.delete(digest);
    box.className = `page ${isRecto ? "recto" : "verso"}`;
    box.dataset.index = index;
    if (box.dataset.digest !== digest) { this.forget(box); box.dataset.digest = digest; }
    const name = digest.startsWith("blank") ? word("blank") : `${word("page")} ${label || index + 1}`;
    if (this.made === "compare") box.dataset.caption = `${word(isRecto ? "now" : "before")}: ${name}`;
    else delete box.dataset.caption;
    box.setAttribute("aria-label", box.dataset.caption ?? name);
    return box;
  }

  labelOf(rows, index) { return rows[index]?.[1] ?? ""; }

  // Sizes
  measure() {
    const { clientWidth, clientHeight } = this.stage;
    if (!clientWidth || !this.shape) return;
    const isSingle = this.isSingle;
    const holder = this.stage.querySelector(".spreads");
    if (holder && holder.classList.contains("one") !== isSingle) {
      holder.classList.toggle("one", isSingle);
      holder.replaceChildren(...this.spreads());
    }
    const most = (clientWidth - (isSingle ? 24 : 48)) / (isSingle ? 1 : 2);
    const fitting = innerWidth <= 860 || isSingle ? most : Math.min(most, (clientHeight - 40) * this.shape);
    const wide = isSingle && innerWidth > 860 ? Math.min(most, Math.max((clientHeight - 40) * this.shape, 560)) : fitting;
    const width = Math.max(120, Math.floor(wide * this.settings.get("zoom")));
    const place = this.offset();
    this.width = width;
    this.stage.style.setProperty("--page-w", `${width}px`);
    this.stage.style.setProperty("--page-h", `${Math.round(width / this.shape)}px`);
    const fit = byId("zoom-fit");
    fit.textContent = `${Math.round(this.settings.get("zoom") * 100)} %`;
    fit.title = word("zoom-fit");
    fit.setAttribute("aria-label", `${fit.textContent}, ${word("zoom-fit")}`);
    this.keep(place);
    for (const box of this.boxes) if (box.dataset.near) this.draw(box);
  }

  zoom(factor) {
    this.settings.set("zoom", factor ? Math.min(5, Math.max(0.3, this.settings.get("zoom") * factor)) : 1);
    this.measure();
  }

  toggleOverlay(name) {
    const isOn = !this.settings.get(name);
    this.settings.set(name, isOn);
    byId(name).setAttribute("aria-pressed", String(isOn));
    announce(`${word(name)}: ${word(isOn ? "on" : "off")}`);
    if (name === "single") { const { current } = this; this.build(this.rows); this.turn(current); this.observe(); return; }
    for (const box of this.boxes) if (box.dataset.near) this.overlay(box);
  }

  overlay(box) {
    box.querySelector(".overlay")?.remove();
    const { geometry, direction } = this.state;
    if (this.made || !geometry || box.dataset.digest.startsWith("blank")) return;
    const svg = overlayOf(geometry, box.classList.contains("recto") !== (direction === "rtl"), { block: this.settings.get("ruler"), grid: this.settings.get("grid"), phase: this.phaseOf(box) });
    if (svg) box.append(svg);
  }

  // Where in a step of the grid the baselines of most lines are, as a share of it.
  phaseOf(box) {
    const { height, top, leading } = this.state.geometry;
    const step = (leading * 25.4) / 72;
    const counts = new Map();
    for (const span of box.querySelectorAll(".text span")) {
      const phase = (((span.baseline * height - top) / step) % 1 + 1) % 1;
      const rounded = Math.round(phase * 50) % 50;
      counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
    }
    const [most, count] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [37, 0];
    this.phase = count > 2 || this.phase === undefined ? most / 50 : this.phase;
    return this.phase;
  }

  // Drawing
  see({ target, isIntersecting }) {
    if (isIntersecting) { target.dataset.near = "1"; this.draw(target); } else { delete target.dataset.near; this.forget(target); }
  }

  // Let go of what is far away: a long book has thousands of pages.
  forget(box) {
    box.replaceChildren();
    delete box.dataset.drawn;
    delete box.dataset.marked;
  }

  async draw(box) {
    const { digest } = box.dataset;
    if (digest.startsWith("blank")) return;
    const pixels = Math.min(3000, Math.ceil((this.width * devicePixelRatio) / STEP) * STEP);
    const wanted = `${digest} ${pixels}`;
    if (box.dataset.drawn === wanted) return;
    box.dataset.drawn = wanted;
    const image = make("img", { alt: "", src: `page/${digest}.png?w=${pixels}` });
    try { await image.decode(); } catch { if (box.dataset.drawn === wanted) delete box.dataset.drawn; return; }
    if (box.dataset.drawn !== wanted) return;
    box.querySelector("img")?.remove();
    box.prepend(image);
    document.dispatchEvent(new CustomEvent("page-drawn", { detail: digest }));
    if (box.querySelector(".text")?.dataset.digest !== digest) {
      try { await TextLayer.put(box, digest, this); } catch { /* the page is gone; the next state has another */ }
    }
    if (box.dataset.digest !== digest) return;
    this.overlay(box);
    if (this.state.complete) this.marks.put(box, this);
  }

  // News: some rows have changed. The view stays where it is.
  update(state, rows, { at, gone, rows: fresh }) {
    this.adopt(state);
    const before = new Set(this.rows.map(([digest]) => digest));
    const changed = fresh.map(([digest, label], index) => [digest, label, at + index]).filter(([digest]) => !before.has(digest) && !digest.startsWith("blank"));
    if (!this.rows.length || !this.stage.querySelector(".spreads")) { this.show(state, rows); return []; }
    const place = this.offset();
    if (gone === fresh.length && fresh.every(([, , side], index) => side === this.rows[at + index]?.[2])) this.replace(at, fresh);
    else { this.build(rows); this.keep(place); this.observe(); }
    for (const [, , index] of changed) this.flash(this.boxes[index]);
    byId("count").textContent = this.made === "compare" ? "" : `/ ${this.lastLabel()}`;
    return changed.map(([, label, index]) => label || String(index + 1));
  }

  replace(at, fresh) {
    fresh.forEach(([digest, label, isRecto], index) => {
      const box = this.boxes[at + index];
      this.rows[at + index] = [digest, label, isRecto];
      if (box.dataset.digest === digest) return;
      box.dataset.digest = digest;
      box.setAttribute("aria-label", `${word("page")} ${label || at + index + 1}`);
      if (digest.startsWith("blank")) box.replaceChildren();
      if (box.dataset.near) this.draw(box);
      else this.forget(box);
    });
  }

  flash(box) {
    box.classList.add("changed");
    setTimeout(() => box.classList.remove("changed"), MARKED);
  }

  // Where the view is
  offset() {
    const box = this.boxes[this.current];
    if (!box?.isConnected) return null;
    const y = (this.stage.scrollTop - this.topOf(box)) / (box.offsetHeight || 1);
    return { index: this.current, digest: box.dataset.digest, y, article: this.articleOf(this.current), within: this.within(this.current) };
  }

  keep(place) {
    if (!place || !this.boxes.length) return;
    let index = this.rows.findIndex(([digest]) => digest === place.digest && !digest.startsWith("blank"));
    const range = this.state?.articles?.[place.article];
    if (index < 0) index = !this.made && range ? range[0] + Math.min(place.within, range[1] - 1) : Math.min(place.index, this.boxes.length - 1);
    const box = this.boxes[index];
    this.stage.scrollTop = this.topOf(box) + place.y * box.offsetHeight;
    this.turnedTo = this.stage.scrollTop;
    this.current = index;
  }

  topOf(box) { return box.getBoundingClientRect().top - this.stage.getBoundingClientRect().top + this.stage.scrollTop; }

  articleOf(index) {
    return this.made ? "" : this.bookArticleOf(index);
  }

  bookArticleOf(index) {
    return Object.entries(this.state?.articles ?? {}).find(([, [start, count]]) => index >= start && index < start + count)?.[0] ?? "";
  }

  within(index) { return index - (this.state?.articles?.[this.articleOf(index)]?.[0] ?? index); }

  follow() {
    if (!this.boxes[0]?.isConnected) return;
    const view = this.stage.getBoundingClientRect();
    const middle = view.top + view.height / 2;
    const own = this.boxes[this.current]?.getBoundingClientRect();
    const stays = own && own.top <= middle && own.bottom >= middle;
    if (stays || Math.abs(this.stage.scrollTop - this.turnedTo) < 2) return;
    let low = 0;
    let high = this.boxes.length - 1;
    while (low < high) {
      const half = (low + high) >> 1;
      if (this.boxes[half].getBoundingClientRect().bottom < middle) low = half + 1; else high = half;
    }
    if (low !== this.current) { this.current = low; this.told(); }
  }

  told() {
    const label = this.rows[this.current]?.[1] || String(this.current + 1);
    if (document.activeElement !== byId("folio")) byId("folio").value = label;
    byId("count").textContent = this.made === "compare" ? "" : `/ ${this.lastLabel()}`;
    byId("previous").disabled = this.current === 0;
    byId("next").disabled = this.current >= this.boxes.length - 1;
    clearTimeout(this.writing);
    this.writing = setTimeout(() => this.writeAddress(), 120);
    this.onMove(this.current);
  }

  lastLabel() { return this.rows.findLast(([, label]) => label)?.[1] ?? this.rows.length; }

  writeAddress() {
    const label = this.rows[this.current]?.[1];
    const isOnly = label && this.rows.filter(([, other]) => other === label).length === 1;
    const where = isOnly ? { p: label, n: "" } : { p: "", n: String(this.current + 1) };
    this.setAddress({ ...where, a: this.articleOf(this.current) });
  }

  setAddress(values) {
    const address = new URLSearchParams(location.hash.slice(1));
    for (const [name, value] of Object.entries(values)) if (value) address.set(name, value); else address.delete(name);
    this.own = `#${address.toString().replaceAll("%2F", "/")}`;
    history.replaceState(null, "", this.own);
  }

  isOwnAddress() { return location.hash === this.own; }

  // Turn to what the address names: a folio, unless the article named beside it has other pages now.
  restore() {
    const address = new URLSearchParams(location.hash.slice(1));
    const range = this.state.articles[address.get("a")];
    let index = this.rows.findIndex(([, label]) => label && label === address.get("p"));
    if (index < 0 && address.get("n")) index = Number(address.get("n")) - 1;
    if (range && !(index >= range[0] && index < range[0] + range[1])) [index] = range;
    this.turn(index < 0 ? 0 : index, { isQuiet: true });
  }

  turnToLabel(text) {
    const wanted = text.trim().toLowerCase();
    let index = this.rows.findIndex(([, label]) => label.toLowerCase() === wanted);
    if (index < 0 && /^\d+$/.test(wanted)) index = Math.min(Number(wanted), this.rows.length) - 1;
    if (index >= 0) this.turn(index);
    byId("folio").value = this.rows[this.current]?.[1] ?? "";
  }

  turn(wanted, { isQuiet = false } = {}) {
    if (!this.boxes.length) return;
    const index = Math.max(0, Math.min(this.boxes.length - 1, wanted));
    this.stage.scrollTop = this.topOf(this.boxes[index]) - 20;
    this.turnedTo = this.stage.scrollTop;
    this.current = index;
    this.told();
    if (!isQuiet) announce(fill("page-of", { page: this.rows[index][1] || index + 1, count: this.lastLabel() }));
  }

  step(by) {
    const spreads = [...this.stage.querySelectorAll(".spread")];
    const now = spreads.indexOf(this.boxes[this.current]?.parentElement);
    const next = spreads[Math.max(0, Math.min(spreads.length - 1, now + by))];
    if (next) this.turn(Number(next.firstElementChild.dataset.index));
  }

  // Turn to a place on a page, and show where it is.
  arrive({ page, top }, { isQuiet = false } = {}) {
    this.turn(page, { isQuiet });
    const box = this.boxes[page];
    if (!box) return;
    this.stage.scrollTop = Math.max(0, Math.min(this.topOf(box) - 20 + Math.max(0, top - 0.4) * box.offsetHeight, this.stage.scrollHeight));
    TextLayer.showArrival(box, top);
  }

  highlight(query) {
    this.query = query;
    for (const box of this.boxes) if (box.dataset.near) TextLayer.highlight(box, query);
  }

  moveCursor(by) { TextLayer.moveCursor(this, by); }

  openCursor() { if (!this.marks.openSource()) TextLayer.openCursor(this); }
}

// Contents, search and messages.
import { announce, byId, fill, get, make, word } from "./page.js";

const TABS = ["contents", "search", "problems"];

export class Sidebar {
  constructor(pages, settings) {
    this.pages = pages;
    this.settings = settings;
    this.current = -1;
    this.inReader = () => false;
    this.showVolume = () => {};
    for (const name of TABS) byId(`tab-${name}`).addEventListener("click", () => this.open(name));
    byId("tabs").addEventListener("keydown", (event) => this.moveTab(event));
    byId("toggle").addEventListener("click", () => this.toggle());
    byId("query").addEventListener("input", () => this.searchSoon());
    byId("search-form").addEventListener("submit", (event) => { event.preventDefault(); this.search(); });
    pages.onMove = (index) => this.mark(index);
    this.toggle(innerWidth > 860 && settings.get("side"), false);
  }

  show(state) {
    this.state = state;
    if (state.contents.length || state.volumes.length < 2) this.showContents(state.contents);
    else this.showVolumes(state);
    this.showProblems(state.problems);
  }

  toggle(isOpen = byId("side").hidden, remembers = true) {
    byId("side").hidden = !isOpen;
    byId("toggle").setAttribute("aria-expanded", String(isOpen));
    if (remembers) this.settings.set("side", isOpen);
    this.pages.measure?.();
  }

  open(name, focuses = false) {
    this.toggle(true);
    for (const one of TABS) {
      const isChosen = one === name;
      byId(`tab-${one}`).setAttribute("aria-selected", String(isChosen));
      byId(`tab-${one}`).tabIndex = isChosen ? 0 : -1;
      byId(`panel-${one}`).hidden = !isChosen;
    }
    if (focuses) byId(name === "search" ? "query" : `tab-${name}`).focus();
  }

  moveTab(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const now = TABS.findIndex((name) => byId(`tab-${name}`).getAttribute("aria-selected") === "true");
    const next = TABS[(now + step + TABS.length) % TABS.length];
    this.open(next);
    byId(`tab-${next}`).focus();
    event.stopPropagation();
  }

  showContents(contents) {
    const list = make("ul", { className: "list", lang: this.state.language });
    for (const { depth, label, number, page, kind } of contents) {
      const link = make("a", { href: `#n=${page + 1}` },
        make("span", { className: "number", textContent: number }), make("span", { className: "label", textContent: label }),
        make("span", { className: "hidden", textContent: `, ${word("page")} `, lang: document.documentElement.lang }), make("span", { className: "folio", textContent: this.pages.labelOf(this.state.pages, page) }));
      link.className = `kind-${kind || "front"} depth-${depth}`;
      link.dataset.page = page;
      link.addEventListener("click", (event) => { event.preventDefault(); this.go(page); });
      list.append(make("li", {}, link));
    }
    byId("panel-contents").replaceChildren(list);
    this.mark(this.pages.current);
  }

  // Handouts have no contents; the others of the edition stand in their place.
  showVolumes({ volumes, volume, language }) {
    const list = make("ul", { className: "list", lang: language });
    for (const [stem, title] of volumes) {
      const button = make("button", { className: "volume" }, make("span", { className: "label", textContent: title }));
      if (stem === volume) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => this.showVolume(stem));
      list.append(make("li", {}, button));
    }
    byId("panel-contents").replaceChildren(list);
  }

  async go(page) {
    if (!this.inReader(page)) {
      await this.pages.home();
      this.pages.turn(page);
    }
    if (innerWidth <= 860) this.toggle(false, false);
  }

  mark(index) {
    const links = [...byId("panel-contents").querySelectorAll("a")];
    const current = links.findLast((link) => Number(link.dataset.page) <= index + 1 && Number(link.dataset.page) <= index) ?? null;
    for (const link of links) link.toggleAttribute("aria-current", link === current);
    current?.setAttribute("aria-current", "location");
    if (current && !byId("side").matches(":hover, :focus-within")) current.scrollIntoView({ block: "nearest" });
  }

  showProblems(problems) {
    const panel = byId("panel-problems");
    const worst = ["error", "warning", "note"].find((severity) => problems.some((one) => one.severity === severity));
    byId("problem-count").textContent = problems.length || "";
    byId("problem-count").dataset.severity = worst ?? "";
    this.current = -1;
    const told = problems.length ? problems.slice(0, 500).map((one, index) => this.problem(one, index)) : [make("p", { className: "empty", textContent: word("no-problems") })];
    panel.replaceChildren(...told, this.report());
    if (this.isExamined) this.examine();
  }

  // The layout report: made when it is asked for, and again after each complete build from then on.
  report() {
    this.marks = make("div");
    const button = make("button", { className: "examine", textContent: word("examine") });
    button.addEventListener("click", () => { this.isExamined = true; this.examine(); });
    return make("section", { className: "report" }, make("h2", { textContent: word("layout-report") }), button, this.marks);
  }

  async examine() {
    const { marks } = this;
    if (!marks.childElementCount) marks.replaceChildren(make("p", { className: "empty", textContent: "…" }));
    const found = await get("marks.json");
    if (marks !== this.marks) return;
    marks.replaceChildren(...found.slice(0, 1000).map((one) => this.shownMark(one)));
    if (!found.length) marks.replaceChildren(make("p", { className: "empty", textContent: word("no-problems") }));
  }

  shownMark({ kind, page, row, top, words, value }) {
    const title = fill(kind, { value: kind === "loose-line" ? value : Math.round(value * 100) });
    const box = make("div", { className: "problem note" });
    const label = this.pages.labelOf(this.state.pages, page) || page + 1;
    const button = make("button", { textContent: `${word("page")} ${label}: ${words.slice(0, 60)}` });
    box.spoken = `${title}, ${button.textContent}`;
    box.lead = () => this.arrive({ page, top }, `${kind} ${row}`);
    button.addEventListener("click", () => { this.choose(box); box.lead(); });
    box.append(make("p", {}, make("span", { className: "severity", textContent: title })), button);
    return box;
  }

  problem({ severity, code, message, hint, path, line, also }, index) {
    const box = make("div", { className: `problem ${severity}` });
    box.append(make("p", {}, make("span", { className: "severity", textContent: word(severity) }), ` ${code}`), make("p", { textContent: message, lang: "en" }));
    if (hint) box.append(make("p", { className: "hint", textContent: hint, lang: "en" }));
    for (const [file, row] of path ? [[path, line], ...also.slice(0, 8)] : []) {
      const button = make("button", { textContent: `${file}:${row}` });
      button.addEventListener("click", () => { this.choose(box); this.lead(file, row, `problem ${index}`); });
      box.append(make("div", {}, button));
    }
    box.spoken = `${word(severity)} ${code}: ${message}`;
    box.lead = () => path && this.lead(path, line, `problem ${index}`);
    return box;
  }

  // Show the page of a place, and the mark of this name on it; where no page has it, do with it what a click does.
  // Of several steps that are taken at once, only the last one counts, whichever answer comes last.
  async lead(path, line, name = "") {
    const step = this.step = {};
    let place;
    try { place = await get(`goto?path=${encodeURIComponent(path)}&line=${line}`); } catch { if (step === this.step) this.settings.open(path, line); return; }
    if (step === this.step) this.arrive(place, name);
  }

  async arrive(place, name) {
    const step = this.step = {};
    await this.pages.home();
    if (step !== this.step) return;
    this.pages.arrive(place, { isQuiet: Boolean(name) });
    if (name) this.pages.marks.await(this.pages.boxes[place.page], name);
    if (innerWidth <= 860) this.toggle(false, false);
  }

  // Go to the next or previous message; after the last of them come the marks of the layout report.
  async walk(step) {
    const all = () => [...byId("panel-problems").querySelectorAll(".problem")];
    const next = this.current < 0 && step < 0 ? -1 : this.current + step;
    if (!this.isExamined && (next < 0 || next >= all().length)) {
      this.isExamined = true;
      await this.examine();
    }
    const boxes = all();
    if (!boxes.length) { announce(word("no-problems")); return; }
    if (innerWidth > 860) this.open("problems");
    const index = (next + boxes.length) % boxes.length;
    this.choose(boxes[index]);
    boxes[index].lead();
    announce(fill("mark-of", { number: index + 1, count: boxes.length, title: boxes[index].spoken }));
  }

  choose(box) {
    const all = [...byId("panel-problems").querySelectorAll(".problem")];
    for (const one of all) one.classList.toggle("current", one === box);
    for (const one of all) one.removeAttribute("aria-current");
    box.setAttribute("aria-current", "true");
    box.scrollIntoView({ block: "nearest" });
    this.current = all.indexOf(box);
  }

  searchSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.search(), 180);
  }

  async search() {
    const query = byId("query").value.trim();
    this.pages.highlight(query);
    if (!query) { byId("found").replaceChildren(); return; }
    const found = await get(`search?q=${encodeURIComponent(query)}`);
    if (query !== byId("query").value.trim()) return;
    if (!found.length) { byId("found").replaceChildren(make("p", { className: "empty", textContent: word("nothing-found") })); return; }
    const list = make("ul", { className: "list" });
    for (const { path, line, before, words, after } of found) {
      const button = make("button", { className: "found" });
      const label = make("span", { className: "label" }, before, make("mark", { textContent: words }), after, make("small", { textContent: `${path}:${line}` }));
      button.append(label);
      button.addEventListener("click", () => this.lead(path, line));
      list.append(make("li", {}, button));
    }
    byId("found").replaceChildren(list);
  }
}

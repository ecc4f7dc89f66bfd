// Starts the preview's page: fetches the state, listens for news, and connects the parts.
import { Pages } from "./pages.js";
import { Reader } from "./reader.js";
import { Sidebar } from "./sidebar.js";
import { setUpKeys } from "./keys.js";
import { Settings } from "./settings.js";
import { byId, fill, get, post, setWords, toast, word } from "./page.js";

const stage = byId("stage");
const status = byId("status");
const view = byId("view");
const settings = new Settings();
const pages = new Pages(stage, settings);
const reader = new Reader(stage);
const sidebar = new Sidebar(pages, settings);
const volumes = new Map(); // that which is looked at in each view
let state = null;

async function load() {
  state = await get("state.json");
  setWords(state.words);
  document.title = state.title ? `${state.title} – ${word("preview")}` : word("preview");
  byId("title").textContent = state.title;
  byId("title").lang = state.language;
  settings.begin(state);
  sidebar.show(state);
  showViews();
  await showView();
  tell();
}

function tell(changed = "") {
  status.dataset.state = state.complete ? "ready" : "working";
  const what = state.version === 0 ? "laying-out" : state.complete ? "up-to-date" : "following";
  status.textContent = changed || word(what);
}

// The views: the book's own pages first, then each edition's pages, sheets and e-book.
function showViews() {
  const groups = { pages: [["", state.edition || "book"]], sheets: [], screens: [] };
  for (const { name, formats } of state.editions) {
    if (name !== state.edition && (formats.includes("pdf"))) groups.pages.push([`pdf/${name}`, name]);
    if (formats.includes("sheets")) groups.sheets.push([`sheets/${name}`, name]);
    if (formats.includes("epub")) groups.screens.push([`epub/${name}`, name]);
  }
  const own = state.editions.find(({ name }) => name === state.edition)?.formats ?? [];
  const first = !location.hash && own.includes("sheets") && !own.includes("pdf") ? `sheets/${state.edition}` : "";
  const chosen = new URLSearchParams(location.hash.slice(1)).get("v") ?? first;
  if (state.against) groups.compare = [["compare", state.against]];
  view.replaceChildren(...Object.entries(groups).filter(([, rows]) => rows.length).map(([kind, rows]) => {
    const group = document.createElement("optgroup");
    group.label = word(kind);
    group.append(...rows.map(([value, name]) => new Option(`${word(kind)} · ${name}`, value)));
    return group;
  }));
  view.value = [...view.options].some((one) => one.value === chosen) ? chosen : "";
}

async function showView() {
  const [form, edition] = view.value.split("/");
  const isEpub = form === "epub";
  stage.setAttribute("aria-label", word({ "": "pages", pdf: "pages", epub: "screens" }[form] ?? form));
  for (const id of ["page-tools", "zoom-tools", "overlay-tools"]) byId(id).hidden = isEpub;
  if (!form) {
    offerVolumes(state.volumes, state.volume, sidebar.showVolume);
    return pages.show(state, state.pages);
  }
  if (form === "compare") return showDifferences();
  const stem = volumes.get(view.value) ?? "";
  const wanted = `${view.value} ${stem}`;
  if (!stage.querySelector(`[data-made="${CSS.escape(wanted)}"]`)) wait();
  let made;
  try { made = await get(`made/${encodeURIComponent(edition)}/${form}.json?volume=${encodeURIComponent(stem)}`); } catch { return undefined; } // until the book is read
  if (wanted !== `${view.value} ${volumes.get(view.value) ?? ""}`) return undefined;
  offerVolumes(made.volumes, stem, (chosen) => { volumes.set(view.value, chosen); showView(); });
  const [file] = made.files;
  if (!file) return stage.replaceChildren(notice(word("cannot-be-made"), made.faults.join("\n")));
  return isEpub ? reader.show(wanted, edition, file, state.articles[pages.articleOf(pages.current)]?.[2]) : pages.showFile(state, wanted, file);
}

function wait() { stage.replaceChildren(notice(word("laying-out"))); }

// An edition may have several volumes, of which one is shown.
function offerVolumes(all, chosen, act) {
  const select = byId("file");
  select.hidden = all.length < 2;
  select.replaceChildren(...all.map(([stem, title]) => new Option(title, stem)));
  if (chosen) select.value = chosen;
  select.onchange = () => act(select.value);
}

// The pages that differ from those of another folder or commit: as they were on the left, as they are on the right.
async function showDifferences() {
  byId("file").hidden = true;
  if (!stage.querySelector('[data-made="compare"]')) wait();
  let found;
  try { found = await get("differing.json"); } catch { return undefined; } // until the book is read
  if (view.value !== "compare") return undefined;
  if (!found.pages.length) return stage.replaceChildren(notice(word(found.faults.length ? "cannot-be-made" : "no-difference"), found.faults.join("\n")));
  return pages.showFile(state, "compare", { pages: found.pages, shape: state.geometry.width / state.geometry.height });
}

function notice(text, details = "") {
  const box = document.createElement("div");
  box.className = "notice";
  const line = document.createElement("p");
  line.textContent = text;
  box.append(line);
  if (details) box.append(Object.assign(document.createElement("pre"), { textContent: details }));
  return box;
}

// Before one turns to a page of the book: show its pages, if something else is shown.
pages.home = async () => {
  if (!view.value) return;
  view.value = "";
  pages.setAddress({ v: "" });
  await showView();
};
sidebar.showVolume = async (stem) => {
  await pages.home();
  wait();
  post("volume", { stem });
};
sidebar.inReader = (page) => view.value.startsWith("epub/") && reader.goTo(state.articles[pages.bookArticleOf(page)]?.[2]);

view.addEventListener("change", () => { pages.setAddress({ v: view.value }); showView(); });

let completing = null;
function listen() {
  const events = new EventSource("events");
  events.onmessage = ({ data }) => {
    const news = JSON.parse(data);
    if (!("from" in news)) { if (state && news.version !== state.version) load(); return; }
    if (!state || news.from !== state.version) { load(); return; }
    state.pages.splice(news.at, news.gone, ...news.rows);
    Object.assign(state, { version: news.version, complete: news.complete });
    const changed = view.value || stage.querySelector(".notice") ? [] : pages.update(state, state.pages, news);
    tell(changed.length && changed.length < state.pages.length ? fill("changed", { pages: changed.slice(0, 12).join(", ") + (changed.length > 12 ? " …" : "") }) : "");
    if (news.complete) { clearTimeout(completing); completing = setTimeout(refresh, 30); }
  };
  events.addEventListener("goto", async ({ data }) => { await pages.home(); pages.arrive(JSON.parse(data)); });
  events.onerror = () => { status.dataset.state = "error"; status.textContent = word("disconnected"); };
}

// After a complete build: contents, messages and editions may be others.
async function refresh() {
  const now = await get("state.json");
  if (now.version !== state.version) return;
  const isFirst = !state.title && now.title;
  const hasViews = JSON.stringify([state.edition, state.editions, state.against]) === JSON.stringify([now.edition, now.editions, now.against]);
  const { volume } = state;
  state = now;
  sidebar.show(state);
  if (isFirst || now.volume !== volume) { await load(); return; }
  if (!hasViews) showViews();
  pages.adopt(state);
  if (view.value) await showView();
  else pages.mark();
}

setUpKeys({ pages, sidebar, settings });
// The first pages come before the news: to tell these the server reads the book.
const drawn = new Promise((done) => { document.addEventListener("page-drawn", done, { once: true }); setTimeout(done, 500); });
load().then(() => drawn).then(listen, () => { status.dataset.state = "error"; toast("…"); setTimeout(() => location.reload(), 1500); });

// The keyboard: single letters act unless one is writing in a field.
import { byId } from "./page.js";

export function setUpKeys({ pages, sidebar, settings }) {
  const actions = {
    ArrowRight: () => pages.step(pages.isRightToLeft ? -1 : 1),
    ArrowLeft: () => pages.step(pages.isRightToLeft ? 1 : -1),
    PageDown: () => pages.step(1),
    PageUp: () => pages.step(-1),
    Home: () => pages.turn(0),
    End: () => pages.turn(Infinity),
    g: () => byId("folio").select(),
    "/": () => sidebar.open("search", true),
    c: () => sidebar.open("contents", true),
    m: () => sidebar.walk(1),
    M: () => sidebar.walk(-1),
    j: () => pages.moveCursor(1),
    k: () => pages.moveCursor(-1),
    Enter: () => pages.openCursor(),
    "+": () => pages.zoom(1.15),
    "=": () => pages.zoom(1.15),
    "-": () => pages.zoom(1 / 1.15),
    0: () => pages.zoom(0),
    r: () => pages.toggleOverlay("ruler"),
    l: () => pages.toggleOverlay("grid"),
    s: () => pages.toggleOverlay("single"),
    x: () => pages.marks.toggle(pages),
  };
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const isWriting = target.matches?.("input:not([type=radio]), select, textarea, [role=tab]") || settings.dialog.open;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "Escape" && target.matches?.("input")) { target.blur(); byId("stage").focus(); return; }
    if (isWriting || (key === "Enter" && target.matches?.("button, a"))) return;
    if (["Home", "End", "PageUp", "PageDown"].includes(key) && target.closest?.("#side")) return;
    const action = actions[key];
    if (action && !byId("page-tools").hidden) { event.preventDefault(); action(); }
  });
  byId("next").addEventListener("click", () => pages.step(1));
  byId("previous").addEventListener("click", () => pages.step(-1));
  byId("zoom-in").addEventListener("click", () => pages.zoom(1.15));
  byId("zoom-out").addEventListener("click", () => pages.zoom(1 / 1.15));
  byId("zoom-fit").addEventListener("click", () => pages.zoom(0));
  for (const name of ["single", "ruler", "grid"]) byId(name).addEventListener("click", () => pages.toggleOverlay(name));
  byId("marks").addEventListener("click", () => pages.marks.toggle(pages));
  byId("folio").addEventListener("change", ({ target }) => pages.turnToLabel(target.value));
  byId("folio").addEventListener("keydown", ({ key, target }) => { if (key === "Enter") { pages.turnToLabel(target.value); byId("stage").focus(); } });
}

// The buttons above the text. Each is a word; what is on is said by aria-pressed, and the arrows go from one to the next.
import {
  addRow,
  around,
  changeColumn,
  insertBlock,
  insertTable,
  paragraphAfter,
  removeBlock,
  removeRow,
  spans,
  toggleBox,
  toggleList,
} from "body-editor/commands"
import { ask } from "body-editor/dialog"

const WEB = "https?://.+"
const MARKS = ["bold", "italic", "underline", "strike", "superscript", "subscript", "code"]
const BLOCKS = {
  paragraph: ["paragraph"],
  heading2: ["heading", { level: 2 }],
  heading3: ["heading", { level: 3 }],
  heading4: ["heading", { level: 4 }],
  pre: ["pre"],
}

async function editLink(editor, labels) {
  const old = editor.getAttributes("link")
  const fields = [
    { name: "href", label: labels.address, value: old.href ?? "https://", required: true, pattern: "(https?://|mailto:).+" },
    { name: "title", label: labels.hint, value: old.title ?? "" },
  ]
  const told = await ask(labels.link, fields, labels, old.href ? [["remove", labels.unlink]] : [])
  if (!told) return
  const chain = editor.chain().focus().extendMarkRange("link")
  if (told.pressed === "remove") return chain.unsetMark("link").run()
  const attributes = { href: told.href.trim(), title: told.title.trim() || null }
  if (!editor.state.selection.empty || old.href) return chain.setMark("link", attributes).run()
  return chain.insertContent({ type: "text", text: attributes.href, marks: [{ type: "link", attrs: attributes }] }).run()
}

async function editPicture(editor, labels) {
  const figure = around(editor, "figure")
  const inline = around(editor, "picture")
  const image = inline ?? (figure?.node.firstChild?.type.name === "figurePicture" ? { node: figure.node.firstChild, pos: figure.pos + 1 } : null)
  const fields = [
    { name: "src", label: labels.address, value: image?.node.attrs.src ?? "https://", required: true, pattern: WEB },
    { name: "alt", label: labels.alt, value: image?.node.attrs.alt ?? "" },
  ]
  const told = await ask(labels.picture, fields, labels)
  if (!told) return
  const attributes = { src: told.src.trim(), alt: told.alt.trim() }
  if (!figure && !inline) {
    return insertBlock(editor, { type: "figure", content: [{ type: "figurePicture", attrs: attributes }, { type: "figcaption" }] })
  }
  editor.commands.command(({ tr, state }) => {
    if (image) tr.setNodeMarkup(image.pos, null, { ...image.node.attrs, ...attributes })
    else tr.insert(figure.pos + 1, state.schema.nodes.figurePicture.create(attributes))
    return true
  })
}

async function newTable(editor, labels) {
  const size = (name, label, value) => ({ name, label, value, type: "number", min: 1, max: 50, required: true })
  const fields = [size("rows", labels.rows, 3), size("columns", labels.columns, 3), { name: "caption", label: labels.tableCaption }]
  const told = await ask(labels.table, fields, labels)
  if (told) insertTable(editor, Number(told.rows), Number(told.columns), told.caption.trim())
}

// Name: [what it does, whether it is on, whether it can be done]. The names are those of the labels.
const BUTTONS = [
  ...MARKS.map((name) => [name, (editor) => editor.chain().focus().toggleMark(name).run(), (editor) => editor.isActive(name)]),
  ["link", editLink, (editor) => editor.isActive("link")],
  ["bullets", (editor) => toggleList(editor, "bullets"), (editor) => editor.isActive("bullets")],
  ["numbers", (editor) => toggleList(editor, "numbers"), (editor) => editor.isActive("numbers")],
  ["quote", (editor) => toggleBox(editor, "quote", { pulled: false }), (editor) => editor.isActive("quote", { pulled: false })],
  ["pullQuote", (editor) => toggleBox(editor, "quote", { pulled: true }), (editor) => editor.isActive("quote", { pulled: true })],
  ["factBox", (editor) => toggleBox(editor, "factBox", { named: true }), (editor) => editor.isActive("factBox")],
  ["picture", editPicture, (editor) => editor.isActive("figure")],
  ["table", newTable, (editor) => editor.isActive("table")],
  ["addRow", addRow, null, (editor) => editor.isActive("row")],
  ["removeRow", removeRow, null, (editor) => editor.isActive("row")],
  ["addColumn", (editor) => changeColumn(editor, true), null, (editor) => editor.isActive("row") && !spans(editor)],
  ["removeColumn", (editor) => changeColumn(editor, false), null, (editor) => editor.isActive("row") && !spans(editor)],
  ["rule", (editor) => insertBlock(editor, { type: "rule" })],
  ["paragraphAfter", paragraphAfter],
  ["removeBlock", removeBlock],
  ["undo", (editor) => editor.chain().focus().undo().run(), null, (editor) => editor.can().undo()],
  ["redo", (editor) => editor.chain().focus().redo().run(), null, (editor) => editor.can().redo()],
]

function kindChooser(editor, labels) {
  const select = document.createElement("select")
  select.setAttribute("aria-label", labels.kind)
  select.append(...Object.keys(BLOCKS).map((name) => new Option(labels[name], name)), new Option("–", ""))
  select.options[select.options.length - 1].hidden = true
  select.addEventListener("change", () => editor.chain().focus().setNode(...BLOCKS[select.value]).run())
  const show = () => {
    select.value = Object.keys(BLOCKS).find((name) => editor.isActive(...BLOCKS[name])) ?? ""
  }
  return [select, show]
}

// One stop of the tab key for all of them.
function roam(bar) {
  const stops = [...bar.querySelectorAll("select, button")]
  const go = (to) => {
    for (const stop of stops) stop.tabIndex = stop === to ? 0 : -1
    return to
  }
  go(stops[0])
  bar.addEventListener("focusin", (event) => go(event.target))
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    go(stops.at((stops.indexOf(document.activeElement) + step) % stops.length)).focus()
  })
}

export function toolbar(editor, labels) {
  const bar = document.createElement("div")
  bar.className = "body-toolbar"
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", labels.toolbar)
  const [select, showKind] = kindChooser(editor, labels)
  const shows = [showKind]
  bar.append(select)
  for (const [name, act, isOn, canDo] of BUTTONS) {
    const button = document.createElement("button")
    button.type = "button"
    button.dataset.does = name
    button.textContent = labels[name]
    // The selection in the text stays where it is.
    button.addEventListener("mousedown", (event) => event.preventDefault())
    button.addEventListener("click", () => button.getAttribute("aria-disabled") !== "true" && act(editor, labels))
    if (isOn) shows.push(() => button.setAttribute("aria-pressed", isOn(editor)))
    if (canDo) shows.push(() => button.setAttribute("aria-disabled", !canDo(editor)))
    bar.append(button)
  }
  const show = () => shows.forEach((update) => update())
  editor.on("transaction", show)
  show()
  roam(bar)
  return bar
}

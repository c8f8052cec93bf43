// What the buttons and the keys do, each a function of the editor that says whether it did something.
import { pm } from "editor"

const { TextSelection } = pm.state

// The innermost node of these names around the selection: { node, pos, depth }, or null.
export function around({ state }, ...names) {
  const { $from, node } = state.selection
  if (node && names.includes(node.type.name)) return { node, pos: $from.pos, depth: $from.depth + 1 }
  for (let depth = $from.depth; depth > 0; depth--) {
    if (names.includes($from.node(depth).type.name)) return { node: $from.node(depth), pos: $from.before(depth), depth }
  }
  return null
}

const changeTextblocks = (editor, from, to) =>
  editor.commands.command(({ tr, state }) => {
    const { paragraph, line, item } = state.schema.nodes
    const [old, changed] = [state.schema.nodes[from], state.schema.nodes[to]]
    tr.selection.$from.doc.nodesBetween(tr.selection.from, tr.selection.to, (node, pos, parent) => {
      if (parent?.type === item && node === parent.firstChild && node.type === old) tr.setNodeMarkup(pos, changed)
      return node.type !== paragraph && node.type !== line
    })
    return true
  })

export function toggleList(editor, name) {
  const list = around(editor, "bullets", "numbers")
  if (!list) {
    editor.commands.wrapInList(name)
    return changeTextblocks(editor, "paragraph", "line")
  }
  if (list.node.type.name !== name) {
    return editor.commands.command(({ tr, state }) => {
      tr.setNodeMarkup(list.pos, state.schema.nodes[name])
      return true
    })
  }
  return leaveList(editor)
}

// Outside a list only a paragraph can stand where a bare line did.
export function leaveList(editor) {
  if (!around(editor, "item")) return false
  changeTextblocks(editor, "line", "paragraph")
  const done = editor.commands.liftListItem("item")
  if (around(editor, "item")) changeTextblocks(editor, "paragraph", "line")
  return done
}

export function toggleBox(editor, name, attributes) {
  const inside = around(editor, name)
  if (inside && Object.entries(attributes).every(([key, value]) => inside.node.attrs[key] === value)) {
    return editor.commands.lift(name)
  }
  if (inside && name === "quote") return editor.commands.updateAttributes(name, attributes)
  return editor.commands.wrapIn(name, attributes)
}

const topBlock = ({ state }) => {
  const { $from, node } = state.selection
  if ($from.depth === 0) return { pos: $from.pos, node: node ?? $from.nodeAfter ?? $from.nodeBefore }
  return { pos: $from.before(1), node: $from.node(1) }
}

export function paragraphAfter(editor) {
  const { pos, node } = topBlock(editor)
  const end = pos + node.nodeSize
  return editor.chain().insertContentAt(end, { type: "paragraph" }).setTextSelection(end + 1).focus().run()
}

export function removeBlock(editor) {
  const { pos, node } = topBlock(editor)
  return editor.chain().deleteRange({ from: pos, to: pos + node.nodeSize }).focus().run()
}

// After the block in which the selection stands; an empty paragraph makes room.
export function insertBlock(editor, json) {
  const { pos, node } = topBlock(editor)
  const isEmpty = node.type.name === "paragraph" && node.childCount === 0
  const at = isEmpty ? { from: pos, to: pos + node.nodeSize } : pos + node.nodeSize
  return editor.chain().insertContentAt(at, json).focus().run()
}

const cell = (type) => ({ type, content: [{ type: "line" }] })
const row = (type, columns) => ({ type: "row", content: Array.from({ length: columns }, () => cell(type)) })

export function insertTable(editor, rows, columns, caption) {
  const body = Array.from({ length: rows - 1 }, () => row("cell", columns))
  const text = caption ? [{ type: "tableCaption", content: [{ type: "text", text: caption }] }] : []
  const parts = { type: "rows", content: [row("headCell", columns), ...body] }
  return insertBlock(editor, { type: "table", content: [...text, parts] })
}

export function addRow(editor) {
  const [rows, here] = [around(editor, "rows"), around(editor, "row")]
  if (!here) return false
  const type = editor.schema.nodes
  // A row of headings is followed by cells like those of the last row.
  const cells = rows.node.lastChild.children.map((old) =>
    (rows.node.childCount > 1 ? old.type : type.cell).createAndFill({ colspan: old.attrs.colspan }),
  )
  return insertAndEnter(editor, here.pos + here.node.nodeSize, type.row.create(null, cells))
}

export function removeRow(editor) {
  const [table, rows, here] = ["table", "rows", "row"].map((name) => around(editor, name))
  if (!here) return false
  const last = rows.node.childCount > 1 ? here : table.node.childCount > 1 && countRows(table.node) > 1 ? rows : table
  return editor.commands.deleteRange({ from: last.pos, to: last.pos + last.node.nodeSize })
}

const countRows = (table) => table.children.reduce((sum, part) => sum + (part.type.name === "rows" ? part.childCount : 0), 0)

// Where cells span others a column has no one place: the HTML source is the tool for those.
export function spans(editor) {
  let found = false
  around(editor, "table")?.node.descendants((node) => {
    found ||= Number(node.attrs.colspan ?? 1) > 1 || Number(node.attrs.rowspan ?? 1) > 1
  })
  return found
}

export function changeColumn(editor, adding) {
  const [table, here, own] = [around(editor, "table"), around(editor, "row"), around(editor, "cell", "headCell")]
  if (!own || spans(editor)) return false
  const index = editor.state.selection.$from.index(here.depth)
  const places = []
  table.node.descendants((node, pos) => {
    if (node.type.name !== "row") return node.type.name === "rows"
    let at = table.pos + 1 + pos + 1
    for (let n = 0; n < Math.min(index, node.childCount); n++) at += node.child(n).nodeSize
    places.push({ at, cell: node.maybeChild(index) })
    return false
  })
  const onlyColumn = places.every((place) => !place.cell) || (!adding && here.node.childCount === 1)
  if (onlyColumn) return editor.commands.deleteRange({ from: table.pos, to: table.pos + table.node.nodeSize })
  return editor.commands.command(({ tr }) => {
    for (const { at, cell: old } of places.filter((place) => place.cell).reverse()) {
      if (adding) tr.insert(at + old.nodeSize, old.type.createAndFill())
      else tr.delete(at, at + old.nodeSize)
    }
    return true
  })
}

function insertAndEnter(editor, pos, node) {
  return editor.commands.command(({ tr }) => {
    tr.insert(pos, node)
    tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1))).scrollIntoView()
    return true
  })
}

// Keys whose usual meaning does not fit what a body is made of.
export const keys = {
  Enter: ({ editor }) => {
    const { $from, empty } = editor.state.selection
    const [item, own] = [around(editor, "item"), around(editor, "cell", "headCell", "tableCaption", "figcaption")]
    if (own && !(item && item.depth > own.depth)) return editor.commands.insertContent({ type: "break" })
    if (!item || $from.depth !== item.depth + 1) return false
    if (empty && $from.parent.childCount === 0 && item.node.childCount === 1) return leaveList(editor)
    return editor.commands.splitListItem("item")
  },
  "Shift-Enter": ({ editor }) => editor.commands.insertContent({ type: "break" }),
  "Mod-Enter": ({ editor }) => paragraphAfter(editor),
  Backspace: ({ editor }) => {
    const { $from, empty } = editor.state.selection
    const item = around(editor, "item")
    if (!empty || $from.parentOffset > 0 || !item || $from.depth !== item.depth + 1) return false
    if ($from.index(item.depth) > 0) return false
    return $from.index(item.depth - 1) > 0 ? editor.commands.joinTextblockBackward() : leaveList(editor)
  },
}

// What a body is made of: the elements and attributes that articles/cleaning.py keeps, and no others.
import { Dropcursor, Extension, Gapcursor, Mark, Node, UndoRedo } from "editor"

const kept = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: (attributes) => (attributes[name] === null ? {} : { [name]: attributes[name] }),
})
const attributes = (...names) => Object.fromEntries(names.map((name) => [name, kept(name)]))
// An attribute that only steers how an element is written.
const unseen = (value, parseHTML) => ({ default: value, parseHTML, rendered: false })
const tagOf = (element) => element.nodeName.toLowerCase()

// A node that is one element with one name.
const block = (name, tag, content, rest = {}) =>
  Node.create({
    name,
    content,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    ...rest,
  })

const Doc = Node.create({ name: "doc", topNode: true, content: "block+" })
const Text = Node.create({ name: "text", group: "inline" })
const Paragraph = block("paragraph", "p", "inline*", { group: "block" })

// Text that stands in an item or a cell without a paragraph of its own; it is written without the <div>.
const Line = Node.create({
  name: "line",
  content: "inline*",
  parseHTML: () => [{ tag: "div[data-line]" }],
  renderHTML: () => ["div", { "data-line": "" }, 0],
})

const Heading = Node.create({
  name: "heading",
  group: "block",
  content: "inline*",
  defining: true,
  addAttributes: () => ({ level: unseen(2) }),
  // Others come from pages that are pasted; a body has its title above it.
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: Math.min(Math.max(n, 2), 4) } })),
  renderHTML: ({ node }) => [`h${node.attrs.level}`, 0],
})

const Pre = block("pre", "pre", "inline*", {
  group: "block",
  code: true,
  defining: true,
  parseHTML: () => [{ tag: "pre", preserveWhitespace: "full" }],
})

const Rule = Node.create({
  name: "rule",
  group: "block",
  parseHTML: () => [{ tag: "hr" }],
  renderHTML: () => ["hr"],
})

const Break = Node.create({
  name: "break",
  group: "inline",
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: "br" }],
  renderHTML: () => ["br"],
})

const Item = block("item", "li", "(line | block) block*", { defining: true })
const Bullets = block("bullets", "ul", "item+", { group: "block list" })
const Numbers = block("numbers", "ol", "item+", { group: "block list" })

const FactBox = Node.create({
  name: "factBox",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({ named: unseen(true, (element) => element.classList.contains("fact-box")) }),
  parseHTML: () => [{ tag: "aside" }],
  renderHTML: ({ node }) => ["aside", node.attrs.named ? { class: "fact-box" } : {}, 0],
})

const Quote = Node.create({
  name: "quote",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({ pulled: unseen(false, (element) => element.classList.contains("pull-quote")) }),
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: ({ node }) => ["blockquote", node.attrs.pulled ? { class: "pull-quote" } : {}, 0],
})

// A picture is shown by its words: it stays at its publisher's address, and no page asks another host for anything.
const picture = (name, rest) =>
  Node.create({
    name,
    atom: true,
    addOptions: () => ({ label: "" }),
    addAttributes: () => attributes("src", "alt", "width", "height"),
    renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
    addNodeView() {
      return ({ node }) => {
        const dom = document.createElement("span")
        dom.className = "picture"
        dom.textContent = [this.options.label, node.attrs.alt, node.attrs.src].filter(Boolean).join(" · ")
        return { dom }
      }
    },
    ...rest,
  })
const FigurePicture = picture("figurePicture", {
  priority: 200,
  parseHTML: () => [{ tag: "img", context: "figure/" }],
})
const Picture = picture("picture", { group: "inline", inline: true, parseHTML: () => [{ tag: "img" }] })
const Caption = block("figcaption", "figcaption", "inline*", { defining: true })
const Figure = block("figure", "figure", "figurePicture? figcaption?", { group: "block", isolating: true })

const Cell = block("cell", "td", "(line | block) block*", {
  isolating: true,
  addAttributes: () => attributes("colspan", "rowspan"),
})
const HeadCell = block("headCell", "th", "(line | block) block*", {
  isolating: true,
  addAttributes: () => attributes("colspan", "rowspan", "scope"),
})
const Row = block("row", "tr", "(cell | headCell)*")
const Rows = Node.create({
  name: "rows",
  content: "row+",
  addAttributes: () => ({ tag: unseen("tbody", tagOf) }),
  parseHTML: () => [{ tag: "tbody" }, { tag: "thead" }, { tag: "tfoot" }],
  renderHTML: ({ node }) => [node.attrs.tag, 0],
})
const TableCaption = block("tableCaption", "caption", "inline*", { isolating: true })
const Table = block("table", "table", "tableCaption? rows+", { group: "block", isolating: true })

const SCHEMES = /^(?:https?:|mailto:)/i
const Link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => attributes("href", "title"),
  parseHTML: () => [
    { tag: "a[href]", getAttrs: (element) => (SCHEMES.test(element.getAttribute("href")) ? null : false) },
  ],
  renderHTML: ({ HTMLAttributes }) => ["a", { ...HTMLAttributes, rel: "nofollow noopener" }, 0],
})

// A mark that two elements can stand for keeps the one that was there.
const mark = (name, tags, key) =>
  Mark.create({
    name,
    addAttributes: () => ({ tag: unseen(tags[0], tagOf) }),
    parseHTML: () => tags.map((tag) => ({ tag })),
    renderHTML: ({ mark }) => [mark.attrs.tag, 0],
    addKeyboardShortcuts() {
      return key ? { [key]: () => this.editor.commands.toggleMark(name) } : {}
    },
  })

const Keys = Extension.create({
  name: "keys",
  priority: 1000,
  addOptions: () => ({ keys: {} }),
  addKeyboardShortcuts() {
    return this.options.keys
  },
})

// `labels.picture` is the word before a picture's description; `keys` are shortcuts and what they do.
export function extensions(labels, keys) {
  const own = [Doc, Text, Paragraph, Line, Heading, Pre, Rule, Break, Item, Bullets, Numbers, FactBox, Quote]
  const tables = [Cell, HeadCell, Row, Rows, TableCaption, Table]
  const pictures = [FigurePicture, Picture].map((node) => node.configure({ label: labels.picture }))
  const marks = [
    Link,
    mark("bold", ["strong", "b"], "Mod-b"),
    mark("italic", ["em", "i"], "Mod-i"),
    mark("underline", ["u"], "Mod-u"),
    mark("strike", ["s"]),
    mark("subscript", ["sub"]),
    mark("superscript", ["sup"]),
    mark("code", ["code"]),
  ]
  const behaviour = [UndoRedo, Gapcursor, Dropcursor, Keys.configure({ keys })]
  return [...own, ...pictures, Caption, Figure, ...tables, ...marks, ...behaviour]
}

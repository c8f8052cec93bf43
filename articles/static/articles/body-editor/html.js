// Bodies as documents of the editor and back, a block a line; nothing is loaded while they are read or written.
import { pm } from "editor"

const inert = () => document.implementation.createHTMLDocument("")

export function toHTML(doc) {
  if (doc.childCount === 1 && doc.firstChild.type.name === "paragraph" && doc.firstChild.childCount === 0) return ""
  const serializer = pm.model.DOMSerializer.fromSchema(doc.type.schema)
  const blocks = []
  doc.forEach((node) => {
    const page = inert()
    page.body.append(serializer.serializeNode(node, { document: page }))
    for (const line of page.querySelectorAll("[data-line]")) line.replaceWith(...line.childNodes)
    blocks.push(page.body.innerHTML)
  })
  return blocks.join("\n")
}

// The document that is written exactly as `html`, or null where the editor has none: it then must not touch it.
export function exactly(html, schema) {
  const page = inert()
  page.body.innerHTML = html
  for (const child of [...page.body.childNodes]) {
    if (child.nodeType === Node.TEXT_NODE && !child.data.trim()) child.remove()
  }
  try {
    const doc = pm.model.DOMParser.fromSchema(schema).parse(page.body, { preserveWhitespace: "full" })
    doc.check()
    return toHTML(doc) === html ? doc : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

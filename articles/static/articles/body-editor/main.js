// The field for an article's body: rich text where the editor holds the body exactly, its HTML source everywhere else.
// Until something is changed the field is not written to: what was loaded is what is saved.
import { Editor, getSchema } from "editor"
import { keys } from "body-editor/commands"
import { exactly, toHTML } from "body-editor/html"
import { extensions } from "body-editor/schema"
import { toolbar } from "body-editor/toolbar"

const make = (tag, className, text = "") => {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  return made
}

// Styles and handlers are not kept, and the policy would complain of each. Some wrap all in bold that says it is none.
const withoutStyles = (html) =>
  html
    .replace(/<b\b[^>]*font-weight:\s*normal[^>]*>/gi, "<span>")
    .replace(/<[^>]*>/g, (tag) => tag.replace(/\s(?:style|on\w+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ""))

class BodyField {
  constructor(textarea, labels) {
    this.textarea = textarea
    this.labels = labels
    this.extensions = extensions(labels, keys)
    this.schema = getSchema(this.extensions)
    this.frame = make("div", "body-editor")
    this.note = make("p", "body-note")
    this.note.setAttribute("role", "status")
    this.buttons = { rich: this.switch("rich", () => this.showRich()), source: this.switch("source", () => this.showSource()) }
    const switches = make("div", "body-switch")
    switches.setAttribute("role", "group")
    switches.setAttribute("aria-label", labels.switch)
    switches.append(this.buttons.rich, this.buttons.source)
    textarea.before(this.frame)
    this.frame.append(switches, this.note, textarea)
    this.label = textarea.labels[0]
    this.label?.addEventListener("click", () => this.editor?.commands.focus())
    this.showRich()
  }

  switch(name, show) {
    const button = make("button", "button", this.labels[name])
    button.type = "button"
    button.addEventListener("click", show)
    return button
  }

  showRich() {
    if (this.editor) return
    const doc = exactly(this.textarea.value, this.schema)
    if (doc) this.open(doc)
    this.show(doc ? "" : this.labels.cannotHold)
  }

  showSource() {
    this.close()
    this.show("")
  }

  show(note) {
    this.note.textContent = note
    this.textarea.hidden = Boolean(this.editor)
    this.buttons.rich.setAttribute("aria-pressed", Boolean(this.editor))
    this.buttons.source.setAttribute("aria-pressed", !this.editor)
  }

  open(doc) {
    this.place = make("div", "body-text")
    this.frame.append(this.place)
    this.editor = new Editor({
      element: this.place,
      extensions: this.extensions,
      content: doc.toJSON(),
      // The policy lets no style in that is not in a sheet; body-editor.css has these.
      injectCSS: false,
      editorProps: {
        attributes: {
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": this.label?.textContent.replace(/[:：]\s*$/, "") ?? "",
          spellcheck: "false",
        },
        transformPastedHTML: withoutStyles,
      },
      onUpdate: ({ editor }) => {
        this.textarea.value = toHTML(editor.state.doc)
      },
    })
    this.bar = toolbar(this.editor, this.labels)
    this.place.before(this.bar)
  }

  close() {
    this.editor?.destroy()
    this.bar?.remove()
    this.place?.remove()
    this.editor = this.bar = this.place = null
  }
}

const textarea = document.querySelector("textarea#id_body")
if (textarea) new BodyField(textarea, JSON.parse(document.getElementById("body-editor-labels").textContent))

// <code-editor>: an editor for Python in an element. Its text is the property `value`; it tells of edits by the event
// `edit`, of Ctrl-Enter by `run`, of Ctrl-Shift-Enter by `explore` and of Alt-Enter by `step`, and of a cursor that has come
// to another line, the property `line`, by `cursor`. With the attribute `plain`
// it is a textarea, which some screen readers read better; `label` is its name for them, `language` that of its own words.
// `goto(line)` moves the cursor, `mark(problems)` shows errors at their places, `places(threads)` where threads are.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

import { phrases } from "./phrases.js";
import { placesOfThreads, setPlaces } from "./places.js";

// Only colours and measures of the page's style sheet: the editor is light or dark with the page.
const appearance = EditorView.theme({
  "&": { flex: "1", minWidth: "0", background: "var(--surface)", color: "var(--code-ink)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-scroller": { font: "inherit", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--ink)", padding: "10px 0" },
  ".cm-cursor": { borderLeft: "2px solid var(--ink)" },
  ".cm-gutters": { background: "var(--surface)", color: "var(--ink-soft)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { background: "var(--active-line)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "var(--selection)",
  },
  ".cm-selectionMatch": { background: "var(--accent-soft)" },
  ".cm-panels": { background: "var(--raised)", color: "var(--ink)" },
  ".cm-tooltip": { background: "var(--surface)", color: "var(--ink)", border: "1px solid var(--line)" },
  ".cm-places": { minWidth: "0" },
  "&.cm-focused .cm-matchingBracket": { background: "var(--accent-soft)", outline: "1px solid var(--accent)" },
});

class CodeEditor extends HTMLElement {
  static observedAttributes = ["label", "plain", "language"];

  #value = "";
  /** @type {EditorView | undefined} */
  #view;
  /** @type {HTMLTextAreaElement | undefined} */
  #area;
  #label = new Compartment();
  #phrases = new Compartment();
  /** The line of which `cursor` has told. */
  #told = 1;

  constructor() {
    super();
    // The page may have set the text before this class came: such a property would hide ours.
    if (Object.hasOwn(this, "value")) {
      this.#value = String(this.value);
      delete this.value;
    }
  }

  connectedCallback() {
    this.#show();
  }

  disconnectedCallback() {
    this.#hide();
  }

  attributeChangedCallback(name) {
    if (!this.isConnected) {
      return;
    }
    if (name === "plain") {
      this.#hide();
      this.#show();
    } else if (this.#view) {
      this.#view.dispatch({
        effects: [this.#label.reconfigure(this.#labelled()), this.#phrases.reconfigure(this.#translated())],
      });
    } else {
      this.#area?.setAttribute("aria-label", this.getAttribute("label") ?? "");
    }
  }

  get value() {
    return this.#view?.state.doc.toString() ?? this.#area?.value ?? this.#value;
  }

  /** A new text in place of the old one. The history starts anew, so undo never brings back another program. */
  set value(text) {
    this.#value = text;
    if (this.#view) {
      this.#view.setState(this.#state(text));
    } else if (this.#area) {
      this.#area.value = text;
    }
    this.#moved();
  }

  /** The line of the cursor, from 1. */
  get line() {
    if (this.#view) {
      const { doc, selection } = this.#view.state;
      return doc.lineAt(selection.main.head).number;
    }
    return this.#area ? this.#area.value.slice(0, this.#area.selectionStart).split("\n").length : 1;
  }

  /** A new text as one edit, which undo takes back. */
  replace(text) {
    if (this.#view) {
      this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
    } else {
      this.value = text;
      this.#tell("edit");
    }
  }

  /** Moves the cursor to a line, from 1, and a column, from 0. */
  goto(line, column = 0) {
    if (this.#view) {
      const at = this.#position(line, column);
      this.#view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      this.#view.focus();
    } else if (this.#area) {
      const lines = this.#area.value.split("\n");
      const at = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column;
      this.#area.focus();
      this.#area.setSelectionRange(at, at);
      this.#moved();
    }
  }

  /** Shows errors: each has `line`, `column`, `message`. */
  mark(problems) {
    if (!this.#view) {
      return;
    }
    const diagnostics = problems.map(({ line, column, message }) => {
      const from = this.#position(line, column);
      return { from, to: Math.max(from, this.#view.state.doc.lineAt(from).to), severity: "error", message };
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
  }

  /** Shows where threads are: each has `line`, `text`, `name`, `colour` (a class), and is `chosen` or not. */
  places(threads) {
    if (!this.#view) {
      return;
    }
    const { doc } = this.#view.state;
    const there = threads.filter(({ line }) => line <= doc.lines);
    const chosen = there.find((thread) => thread.chosen);
    const effects = [setPlaces.of(there)];
    if (chosen) {
      effects.push(EditorView.scrollIntoView(doc.line(chosen.line).from, { y: "nearest", yMargin: 60 }));
    }
    this.#view.dispatch({ effects });
  }

  #show() {
    if (this.hasAttribute("plain")) {
      this.#area = document.createElement("textarea");
      this.#area.value = this.#value;
      this.#area.spellcheck = false;
      this.#area.autocapitalize = "off";
      this.#area.setAttribute("aria-label", this.getAttribute("label") ?? "");
      this.#area.addEventListener("input", () => this.#tell("edit"));
      for (const event of ["input", "keyup", "pointerup", "focus"]) {
        this.#area.addEventListener(event, () => this.#moved());
      }
      this.#area.addEventListener("keydown", (event) => {
        const wish = wishOf(event);
        if (wish) {
          event.preventDefault();
          this.#tell(wish);
        }
      });
      this.append(this.#area);
    } else {
      this.#view = new EditorView({ state: this.#state(this.#value), parent: this });
    }
  }

  #hide() {
    this.#value = this.value;
    this.#view?.destroy();
    this.#area?.remove();
    this.#view = undefined;
    this.#area = undefined;
  }

  #state(text) {
    return EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(EditorView.domEventHandlers({ keydown: (event) => this.#heard(event) })),
        lineNumbers(),
        placesOfThreads,
        highlightActiveLineGutter(),
        highlightActiveLine(),
        history(),
        drawSelection(),
        indentUnit.of("    "),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightSelectionMatches(),
        search({ top: true }),
        lintGutter(),
        appearance,
        syntaxHighlighting(classHighlighter),
        python(),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, indentWithTab]),
        this.#label.of(this.#labelled()),
        this.#phrases.of(this.#translated()),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            this.#tell("edit");
          }
          if (update.docChanged || update.selectionSet) {
            this.#moved();
          }
        }),
      ],
    });
  }

  #heard(event) {
    const wish = wishOf(event);
    return wish ? this.#tell(wish) : false;
  }

  #labelled() {
    return EditorView.contentAttributes.of({ "aria-label": this.getAttribute("label") ?? "", tabindex: "0" });
  }

  /** The editor's own words in the page's language. */
  #translated() {
    return EditorState.phrases.of(phrases[this.getAttribute("language")] ?? {});
  }

  #position(line, column) {
    const { doc } = this.#view.state;
    const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return Math.min(from + column, to);
  }

  #moved() {
    if (this.line !== this.#told) {
      this.#told = this.line;
      this.#tell("cursor");
    }
  }

  #tell(type) {
    this.dispatchEvent(new Event(type, { bubbles: true }));
    return true;
  }
}

/** What a key asks the page for, as the name of the event. */
function wishOf({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (key !== "Enter") {
    return undefined;
  }
  if (altKey) {
    return ctrlKey || metaKey || shiftKey ? undefined : "step";
  }
  if (ctrlKey || metaKey) {
    return shiftKey ? "explore" : "run";
  }
  return undefined;
}

customElements.define("code-editor", CodeEditor);

// Where threads are in the text: a badge for each in the gutter, with its number and its colour, and the line of the chosen
// one lit. Without threads the gutter takes no room.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutter } from "@codemirror/view";

/** Shows these threads, in place of any others. */
export const setPlaces = StateEffect.define();

class Badges extends GutterMarker {
  constructor(threads) {
    super();
    this.threads = threads;
  }

  eq(other) {
    return JSON.stringify(this.threads) === JSON.stringify(other.threads);
  }

  toDOM() {
    const row = document.createElement("span");
    row.className = "badges";
    row.title = this.threads.map(({ text, name }) => `${text}: ${name}`).join("\n");
    for (const { text, colour, chosen } of this.threads) {
      const badge = document.createElement("span");
      badge.className = `number ${colour}${chosen ? " chosen" : ""}`;
      badge.textContent = text;
      row.append(badge);
    }
    return row;
  }
}

const NOTHING = { markers: RangeSet.empty, lines: Decoration.none };

function shown(threads, doc) {
  const byLine = Map.groupBy(threads, ({ line }) => line);
  const lines = [...byLine.keys()].sort((a, b) => a - b);
  const markers = lines.map((line) => new Badges(byLine.get(line)).range(doc.line(line).from));
  const chosen = threads.find((thread) => thread.chosen);
  const lit = chosen
    ? Decoration.set(Decoration.line({ class: `place-line ${chosen.colour}` }).range(doc.line(chosen.line).from))
    : Decoration.none;
  return { markers: RangeSet.of(markers), lines: lit };
}

const field = StateField.define({
  create: () => NOTHING,
  update(value, transaction) {
    let { markers, lines } = value;
    if (transaction.docChanged) {
      markers = markers.map(transaction.changes);
      lines = lines.map(transaction.changes);
    }
    for (const effect of transaction.effects) {
      if (effect.is(setPlaces)) {
        return shown(effect.value, transaction.state.doc);
      }
    }
    return { markers, lines };
  },
  provide: (own) => EditorView.decorations.from(own, ({ lines }) => lines),
});

/** The extension. */
export const placesOfThreads = [
  field,
  gutter({ class: "cm-places", markers: (view) => view.state.field(field).markers }),
];

// The page's first code: it isolates the page if that can be done, then starts the editor and the page's module.

import { climb } from "./isolation.js";
import init from "./page.js";

const { dataset } = document.documentElement;
dataset.assets = new URL(".", import.meta.url).href;
dataset.isolation = await climb();
// The editor is an element that comes to life when its code is there; the page does not wait for it.
import("./editor.js").catch((error) => console.error("the editor could not be loaded", error));

try {
  await init({ module_or_path: new URL("page_bg.wasm", import.meta.url) });
} catch (error) {
  console.error(error);
  const splash = document.querySelector(".splash");
  if (splash) {
    splash.textContent = `Racecourse could not start in this browser: ${error}`;
  }
}

// The only script that stands in the HTML itself, allowed by its hash: it says, in any browser of the last ten years, that the page's own
// script did not come or cannot run. How that shows is in the style sheet, which shows it by itself after a while even without this.

/** Watches until the page's script takes the mark `data-opening` away. Put into the HTML as text: it may refer to nothing outside itself. */
export function watchOpening(): void {
  const root = document.documentElement;
  const fail = (event: Event): void => {
    const isOfScript = event.target === window || event.target instanceof HTMLScriptElement;
    if (isOfScript && root.hasAttribute("data-opening")) root.setAttribute("data-opening", "failed");
  };
  // Capturing: what a script element cannot load does not bubble.
  addEventListener("error", fail, true);
  addEventListener("unhandledrejection", fail);
  if (!("noModule" in HTMLScriptElement.prototype)) root.setAttribute("data-opening", "failed");
  // The server does not learn of a certificate in the address: nobody shall be offered one who has just been given one.
  else if (location.hash.indexOf("#MQ") === 0) root.setAttribute("data-opening", "link");
}

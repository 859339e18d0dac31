// When a view is drawn again: whenever what it shows has changed, and as time passes.

import { useEffect, useLayoutEffect, useReducer } from "preact/hooks";

/** Draws the view again whenever `subscribe` tells of a change. `subscribe` is the same at each drawing, and returns its own end. */
export function useChanges(subscribe: (listener: () => void) => () => void): void {
  const redraw = useRedraw();
  // Before the browser paints: what changes between drawing and painting must not be missed.
  useLayoutEffect(() => subscribe(redraw), [subscribe, redraw]);
}

/** Draws the view again every so often: time passes while nothing happens. */
export function useTick(milliseconds: number): void {
  const redraw = useRedraw();
  useEffect(() => {
    const timer = setInterval(redraw, milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds, redraw]);
}

function useRedraw(): () => void {
  const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
  return redraw as () => void;
}

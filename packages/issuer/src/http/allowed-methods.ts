// The methods that a path has, for the answer to one that it has not (RFC 9110 §15.5.6: 405 names them in Allow).

type Route = { readonly method: string; readonly path: string };

/** Methods of the routes that this path fits, in alphabetical order; none where the path is nowhere. */
export function allowedMethods(routes: readonly Route[], path: string): readonly string[] {
  const methods = new Set<string>();
  for (const route of routes) {
    if (route.method === "ALL" || !patternOf(route.path).test(path)) continue;
    methods.add(route.method);
    if (route.method === "GET") methods.add("HEAD");
  }
  return [...methods].toSorted();
}

/** A parameter stands for one part of a path; what else stands in our routes is letters, hyphens and dots. */
function patternOf(path: string): RegExp {
  const parts = path.split("/").map((part) => (part.startsWith(":") ? "[^/]+" : part.replaceAll(".", "\\.")));
  return new RegExp(`^${parts.join("/")}$`);
}

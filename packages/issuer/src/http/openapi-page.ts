// The description of the interface as people read it: one page made from the same document.

import { escapeHtml, htmlPage } from "./html-page.ts";

/** A schema as the document holds it; what the page does not show is left out. */
type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly example?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
};
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
type Operation = {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>;
};

/** What the page reads of an OpenAPI document. */
export type DescribedApi = {
  readonly info: { readonly title: string; readonly description?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>;
    readonly securitySchemes?: Readonly<Record<string, { readonly description?: string }>>;
  };
};

/** The page. */
export function openApiPage({ info, paths = {}, components = {} }: DescribedApi): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? ""))];
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => (operation.tags?.[0] ?? "") === tag);
    return `<h2>${escapeHtml(tag)}</h2>${own.map(operationHtml).join("")}`;
  });
  const schemas = Object.entries(components.schemas ?? {}).map(
    ([name, schema]) => `<h3 id="${anchor(name)}">${escapeHtml(name)}</h3>${schemaHtml(schema)}`,
  );
  const head = `<h1>${escapeHtml(info.title)}</h1><p>${inline(info.description ?? "")}</p>
<p>As a document for programs: <a href="/v1/openapi.json">/v1/openapi.json</a></p>`;
  const access = Object.entries(components.securitySchemes ?? {}).map(
    ([name, scheme]) => `<dt><code>${escapeHtml(name)}</code></dt><dd>${inline(scheme.description ?? "")}</dd>`,
  );
  const ways = `<h2>Access</h2><dl>${access.join("")}</dl>`;
  return htmlPage(info.title, `<main>${head}${ways}${sections.join("")}<h2>Members</h2>${schemas.join("")}</main>`);
}

function operationHtml({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const { summary = "", description = "", security = [], requestBody, responses = {} } = operation;
  const needs = security.flatMap((scheme) => Object.keys(scheme));
  const isOptional = security.some((scheme) => Object.keys(scheme).length === 0);
  const access =
    needs.length === 0
      ? ""
      : `<p class="muted">${isOptional ? "May carry" : "Needs"}: ${escapeHtml(needs.join(", "))}</p>`;
  const body = Object.values(requestBody?.content ?? {}).map(({ schema }) => `<p>Body: ${typeHtml(schema)}</p>`);
  // Statuses that say the same share a row.
  const rows = new Map<string, string[]>();
  for (const [status, response] of Object.entries(responses)) {
    const forms = Object.entries(response.content ?? {}).map(
      ([mediaType, { schema }]) =>
        `<code>${escapeHtml(mediaType)}</code> ${schema?.$ref === undefined ? "" : typeHtml(schema)}`,
    );
    const cells = `<td>${inline(response.description ?? "")}</td><td>${forms.join("<br>")}</td>`;
    rows.set(cells, [...(rows.get(cells) ?? []), status]);
  }
  const table = [...rows].map(([cells, statuses]) => `<tr><td>${escapeHtml(statuses.join(", "))}</td>${cells}</tr>`);
  return `<h3><span class="method">${escapeHtml(method.toUpperCase())}</span> <code>${escapeHtml(path)}</code></h3>
<p>${inline(summary)} ${inline(description)}</p>${access}${body.join("")}
<table><thead><tr><th scope="col">status</th><th scope="col">meaning</th><th scope="col">form</th></tr></thead><tbody>${table.join("")}</tbody></table>`;
}

function schemaHtml({ properties = {}, required = [], description = "" }: Schema): string {
  const rows = Object.entries(properties).map(([name, schema]) => {
    const presence = required.includes(name) ? "" : ' <span class="muted">(may be absent)</span>';
    const example =
      schema.example === undefined
        ? ""
        : ` <span class="muted">Example:</span> <code>${escapeHtml(String(schema.example))}</code>`;
    return `<tr><td><code>${escapeHtml(name)}</code>${presence}</td><td>${typeHtml(schema)}</td><td>${inline(schema.description ?? "")}${example}</td></tr>`;
  });
  const head =
    '<thead><tr><th scope="col">member</th><th scope="col">type</th><th scope="col">meaning</th></tr></thead>';
  return `<p>${inline(description)}</p><table>${head}<tbody>${rows.join("")}</tbody></table>`;
}

function typeHtml(schema: Schema | undefined): string {
  if (schema === undefined) return "";
  const reference = /^#\/components\/schemas\/(.+)$/.exec(schema.$ref ?? "")?.[1];
  if (reference !== undefined) return `<a href="#${anchor(reference)}">${escapeHtml(reference)}</a>`;
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeHtml).join(" or ");
  if (schema.items !== undefined) return `list of ${typeHtml(schema.items)}`;
  const values = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  if (values.length > 0) return values.map((value) => `<code>${escapeHtml(JSON.stringify(value))}</code>`).join(" or ");
  if (schema.properties !== undefined) return schemaHtml(schema);
  const length = schema.maxLength === undefined ? "" : `, at most ${schema.maxLength} characters`;
  const format = schema.format === undefined ? "" : ` (${schema.format})`;
  return escapeHtml(`${[schema.type ?? "any"].flat().join(" or ")}${format}${length}`);
}

/** Text whose parts in back-ticks are code. */
function inline(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function anchor(name: string): string {
  return `schema-${name.replace(/[^A-Za-z0-9]/g, "-")}`;
}

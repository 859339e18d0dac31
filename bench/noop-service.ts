// What any service on this stack pays before it does anything: a Hono handler with a constant answer. Says its port, then serves until
// it is killed.

import { serve } from "@hono/node-server";
import { Hono } from "hono";

const app = new Hono().all("*", (c) => c.json({ status: "ok" }));
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => process.stdout.write(`${port}\n`));

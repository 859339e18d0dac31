// Stands in for a token that hangs: takes every request and answers none.

process.on("message", () => {});
process.on("disconnect", () => process.exit());

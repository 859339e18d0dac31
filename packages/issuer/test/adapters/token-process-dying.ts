// Stands in for a driver that crashes: ends at the first request.

process.on("message", (message: object) => {
  if ("what" in message) process.kill(process.pid, "SIGKILL");
});

// In the guest: does nothing, for ever.
setInterval(() => {}, 60_000);

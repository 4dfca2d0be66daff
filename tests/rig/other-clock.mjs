// Loaded before a server by NODE_OPTIONS: its clock is CLOCK_AHEAD_MS off, as on a machine that is not set right.
const aheadMs = Number(process.env.CLOCK_AHEAD_MS);
const { now } = Date;
const shifted = () => now() + aheadMs;

globalThis.Date = new Proxy(Date, {
  construct: (date, given, made) => Reflect.construct(date, given.length > 0 ? given : [shifted()], made),
  apply: (date) => new date(shifted()).toString(),
  get: (date, name) => (name === 'now' ? shifted : Reflect.get(date, name)),
});

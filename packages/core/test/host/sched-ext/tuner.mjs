// A tuner to be killed: arms a guard and runs one request, both given as JSON. Prints the guard's pid, then the result.
import { startGuard } from '../../../dist/host/guard/client.js';

const { arms, request } = JSON.parse(process.argv[2]);
const guard = await startGuard();
console.log(JSON.stringify({ guard: guard.pid }));
try {
  await guard.arm(arms);
  console.log(JSON.stringify({ armed: true }));
  const { end, scheduler } = await guard.run(request);
  console.log(JSON.stringify({ end: end.kind, deviation: scheduler?.deviation }));
} catch (error) {
  console.log(JSON.stringify({ error: error.code, message: error.message }));
}
await guard.close();
console.log(JSON.stringify({ closed: true }));

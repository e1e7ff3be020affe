/**
 * Source of a service without dependencies, for tests: answers with its build
 * and what it was sent.
 *
 * - `/env` its environment, `/pid` its process id
 * - `/hold` answers when `/release` is asked
 * - `/crash` ends it with code 3
 * - `/unready` makes it say that it is not ready, and `/sicken` makes it refuse all
 */
export const TINY_SERVICE = `
const http = require('node:http');
const build = process.argv[2];
let held = [];
let shadows = [];
let ready = true;
let sick = false;
const send = (res, body) => {
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(body));
};
const server = http.createServer((req, res) => {
  const chunks = [];
  req.on('data', chunk => chunks.push(chunk));
  req.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    if (req.headers['x-noshelfware-traffic'] === 'shadow' && req.url === '/infer') {
      shadows.push({ headers: req.headers, body });
    }
    if (req.url === '/unready' || req.url === '/sicken') ready = false;
    if (req.url === '/sicken') sick = true;
    if (sick || (!ready && req.url === '/v2/health/ready')) res.statusCode = 503;
    switch (req.url) {
      case '/v2/health/ready': return res.end('ok');
      case '/env': return send(res, process.env);
      case '/pid': return send(res, process.pid);
      case '/shadows': return send(res, shadows);
      case '/hold': return held.push(res);
      case '/held': return send(res, held.length);
      case '/release':
        held.splice(0).forEach(one => send(one, { build }));
        return send(res, true);
      case '/say':
        console.error('told to say so');
        return send(res, true);
      case '/crash':
        console.error('told to crash');
        return process.exit(3);
      default:
        return send(res, { build, url: req.url, headers: req.headers, body });
    }
  });
});
server.listen(process.env.PORT, process.env.HOST, () => console.log('listening as ' + build));
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
`;

// A certified OpenID provider on a free loopback port, for the tests. Reads its configuration as JSON from its first
// argument, prints its issuer as JSON when it listens. POST /test/rotate signs with a new key from then on.
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { Provider } from 'oidc-provider';

const { clients } = JSON.parse(process.argv[2]);

const signingKey = () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
};

const configuration = () => ({
  clients,
  jwks: { keys: [signingKey()] },
  cookies: { keys: ['only for tests'] },
  subjectTypes: ['public', 'pairwise'],
  pairwiseIdentifier: (ctx, accountId, client) => `${client.clientId}-${accountId}`,
  claims: { openid: ['sub'], profile: ['name', 'locale'], email: ['email', 'email_verified'] },
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `${id} de Vries`, locale: 'nl', email: `${id}@uni.example`, email_verified: true }),
  }),
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
});

let answer;
const server = createServer((request, response) => {
  if (request.method === 'POST' && request.url === '/test/rotate') {
    start();
    response.end();
  } else {
    answer(request, response);
  }
});
const start = () => {
  answer = new Provider(`http://127.0.0.1:${server.address().port}`, configuration()).callback();
};
server.listen(0, '127.0.0.1', () => {
  start();
  console.log(JSON.stringify({ issuer: `http://127.0.0.1:${server.address().port}` }));
});
process.stdin.on('end', () => process.exit(0)).resume(); // whoever started us is gone

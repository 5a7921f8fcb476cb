import { execFileSync } from 'node:child_process';
import path from 'node:path';

const INSERT = 'import sqlite3, sys\nwith sqlite3.connect(sys.argv[1]) as store: store.execute(sys.argv[2])';

// Calls of an account that ended long ago, a few of each millisecond, as both engines take them.
const calls = (account, count) => `
INSERT INTO calls (sid, account_sid, parent_call_sid, to_party, from_party, phone_number_sid, status, direction,
  forwarded_from, caller_name, date_created, date_updated, start_time, answer_time, end_time)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
SELECT 'CA' || '0000000000000000000000' || (1000000000 + i), '${account}', '', '+815031234567',
  '+8190' || (10000000 + i), '', CASE WHEN i % 10 = 0 THEN 'busy' ELSE 'completed' END, 'inbound', '', '',
  1500000000000 + i / 7, 1500000000000 + i / 7, 1500000000000 + i / 7, 1500000001000 + i / 7, 1500000060000 + i / 7
FROM n`;

export const seededSid = (i) => `CA0000000000000000000000${1000000000 + i}`;

// Puts calls into the store of a server that runs, on PostgreSQL if there is one.
export function seedCalls(server, count, postgresql) {
  const sql = calls(server.accountSid, count);
  if (postgresql) return postgresql.query(`${sql}; ANALYZE calls`);
  return execFileSync('python3', ['-c', INSERT, path.join(server.folder, 'data/ringback.db'), sql]);
}

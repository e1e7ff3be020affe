import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { SupervisorState } from './SupervisorState';
import { SupervisorStateFile } from './SupervisorStateFile';

describe('SupervisorStateFile', () => {
  const folder = temporaryDirectory();
  const path = () => join(folder.path, 'state.json');

  it('gives back what was stored, to its owner alone', () => {
    const state: SupervisorState = {
      gateway: { port: 7071, wantedPort: 7070 },
      services: [],
      traffic: { 'production/default/delay': { shares: [] } },
    };
    new SupervisorStateFile(path()).save(state);
    expect(new SupervisorStateFile(path()).load()).toEqual(state);
    expect(statSync(path()).mode % 0o1000).toBe(0o600);
  });

  it('starts empty', () => {
    expect(new SupervisorStateFile(path()).load()).toEqual({
      services: [],
      traffic: {},
    });
  });

  it.each(['{"services": "tok-secret"}', 'tok-secret'])(
    'says what to do with a damaged file, without quoting it',
    text => {
      writeFileSync(path(), text);
      const load = () => new SupervisorStateFile(path()).load();
      expect(load).toThrow(/is damaged: move it away/);
      expect(load).not.toThrow(/tok-secret/);
    },
  );
});

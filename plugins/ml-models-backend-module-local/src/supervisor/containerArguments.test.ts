import { containerArguments } from './containerArguments';

const options = {
  spec: {
    route: 'production/default/delay',
    version: 3,
    artifactDigest: 'sha256:00',
    resource: {
      'noshelfware.model': 'mlmodel:default/delay',
      'deployment.environment.name': 'production',
    },
    telemetryToken: 'tok',
    readyTimeoutMs: 1,
    container: { command: 'docker', image: 'localhost/delay:00' },
  },
  settings: { command: 'docker', memory: '1g', pids: 512 },
  name: 'noshelfware-a-b',
  dataRoot: '/data',
  environmentFile: '/data/services/3.env',
  port: 4242,
};

describe('containerArguments', () => {
  it('gives a container nothing that it does not need, and no argument a secret', () => {
    expect(containerArguments(options).join(' ')).toBe(
      [
        'run --name noshelfware-a-b',
        '--label io.noshelfware.data=/data',
        '--label io.noshelfware.model=mlmodel:default/delay',
        '--label io.noshelfware.environment=production',
        '--label io.noshelfware.version=3',
        '--label io.noshelfware.artifact=sha256:00',
        '--label io.noshelfware.port=4242',
        '--pull never --restart no --log-driver none --no-healthcheck',
        '--env-file /data/services/3.env',
        '--publish 127.0.0.1:4242:8080',
        '--read-only --tmpfs /tmp:rw,nosuid,nodev,mode=1777,size=256m',
        '--cap-drop ALL --security-opt no-new-privileges',
        '--memory 1g --pids-limit 512',
        'localhost/delay:00',
      ].join(' '),
    );
  });

  it('tells apart a fresh instance of a version', () => {
    const spec = { ...options.spec, instance: 'i-1' };
    expect(containerArguments({ ...options, spec })).toContain(
      'io.noshelfware.instance=i-1',
    );
  });

  it('passes on what is set', () => {
    const args = containerArguments({
      ...options,
      settings: { ...options.settings, cpus: 1.5, network: 'models' },
      spec: {
        ...options.spec,
        container: { ...options.spec.container, user: '65532:65532' },
      },
    });
    expect(args.slice(-7)).toEqual(
      '--cpus 1.5 --network models --user 65532:65532 localhost/delay:00'.split(
        ' ',
      ),
    );
  });
});

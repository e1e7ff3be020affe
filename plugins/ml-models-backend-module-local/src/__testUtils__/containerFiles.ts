import { TestEngine } from './testEngine';
import { TINY_SERVICE } from './tinyService';

export interface ContainerFilesOptions {
  build?: string;
  /** As it starts. Default: what the tiny service does. */
  prints?: string;
  /** Ends with an error right after. */
  crashes?: boolean;
  /** Lines of the Dockerfile, before its last. */
  more?: string[];
}

/** @returns the tiny service with a Dockerfile, as a step package would put them in */
export function containerFiles(
  { baseImage }: TestEngine,
  options: ContainerFilesOptions = {},
): Record<string, string> {
  const { build = 'v1', prints, crashes, more = [] } = options;
  const command = [
    ...(prints ? [`echo '${prints}'`] : []),
    crashes ? 'exit 1' : `exec node server.js ${build}`,
  ].join('; ');
  return {
    Dockerfile: [
      `FROM ${baseImage}`,
      'WORKDIR /app',
      'COPY server.js .',
      ...more,
      `CMD ${JSON.stringify(['sh', '-c', command])}`,
      '',
    ].join('\n'),
    'server.js': TINY_SERVICE,
  };
}

import { stringify } from 'yaml';

export const publishLocalGitExamples = [
  {
    description: 'Publish a new model to a repository of its team',
    example: stringify({
      steps: [
        {
          id: 'publish',
          action: 'publish:local-git',
          name: 'Publish the repository',
          input: { owner: 'flight-ops-ds', name: 'flight-delay' },
        },
      ],
    }),
  },
  {
    description: 'Publish one folder of the workspace to another branch',
    example: stringify({
      steps: [
        {
          id: 'publish',
          action: 'publish:local-git',
          name: 'Publish the repository',
          input: {
            owner: 'flight-ops-ds',
            name: 'flight-delay',
            sourcePath: './model',
            defaultBranch: 'trunk',
            commitMessage: 'Start from the template',
          },
        },
      ],
    }),
  },
];

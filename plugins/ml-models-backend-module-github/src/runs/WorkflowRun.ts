/** What is read of GitHub's answers, by its own names. */
export interface WorkflowRun {
  id: number;
  /** `run-name` of the workflow, with its expressions filled in. */
  display_title: string;
  status: string | null;
  /** Gitea leaves it out until there is one. */
  conclusion?: string | null;
  head_sha: string;
  html_url: string;
}

export interface JobStep {
  name: string;
  status: string;
  conclusion?: string | null;
  number: number;
  started_at?: string | null;
  completed_at?: string | null;
}

export interface Job {
  id: number;
  name: string;
  status: string;
  conclusion?: string | null;
  html_url: string | null;
  started_at?: string | null;
  completed_at?: string | null;
  steps?: JobStep[];
}

/** As runs are listed. */
export type DispatchedRun = Pick<WorkflowRun, 'id' | 'display_title'>;

export function hasEnded({ status }: Pick<Job, 'status'>): boolean {
  return status === 'completed';
}

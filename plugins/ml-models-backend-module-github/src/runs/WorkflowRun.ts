/** What is read of GitHub's answers, by its own names. */
export interface WorkflowRun {
  id: number;
  /** `run-name` of the workflow, with its expressions filled in. */
  display_title: string;
  status: string | null;
  conclusion: string | null;
  head_sha: string;
  html_url: string;
}

export interface JobStep {
  name: string;
  status: string;
  conclusion: string | null;
  number: number;
  started_at?: string | null;
  completed_at?: string | null;
}

export interface Job {
  id: number;
  name: string;
  status: string;
  conclusion: string | null;
  html_url: string | null;
  started_at?: string | null;
  completed_at?: string | null;
  steps?: JobStep[];
}

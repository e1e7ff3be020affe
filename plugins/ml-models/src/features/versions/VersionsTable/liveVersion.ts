/** The version whose metrics the others are compared with, and where it is live. */
export interface LiveVersion {
  version: number;
  environment: string;
}

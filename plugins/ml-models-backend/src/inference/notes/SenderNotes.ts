import { Report } from '../Report';
import { asSubject } from './asSubject';
import { KnownModels } from './KnownModels';
import { Mentions, ModelMentions } from './Mentions';
import { noteOutcomes } from './noteOutcomes';

/**
 * What a sender is told of records that are taken: they mention what is not known, and
 * may be ahead of it, or mistyped. Lasts for one request or file.
 */
export class SenderNotes {
  private readonly mentions = new Mentions();
  private readonly environmentsBefore = new Map<string, string[]>();

  constructor(private readonly known: KnownModels) {}

  add(report: Report): void {
    this.mentions.add(report);
  }

  /** Records bring their environment up themselves: it is asked for before. */
  async askBeforeStored(): Promise<void> {
    for (const [modelRef, { environments }] of this.mentions.models) {
      if (environments.size > 0 && !this.environmentsBefore.has(modelRef)) {
        const before = await this.known.listEnvironments(modelRef);
        this.environmentsBefore.set(modelRef, before);
      }
    }
  }

  /**
   * @returns each with what to do; undefined where there is nothing to say
   * @throws ServiceUnavailableError when the sender is to come back later
   */
  async list(): Promise<string[] | undefined> {
    await this.askBeforeStored();
    const notes: string[] = [];
    for (const [modelRef, mentioned] of this.mentions.models) {
      notes.push(
        ...(await this.noteVersions(modelRef, mentioned)),
        ...(await this.noteEnvironments(modelRef, mentioned)),
        ...(await this.noteOutcomes(modelRef, mentioned)),
      );
    }
    return notes.length > 0 ? notes : undefined;
  }

  private async noteVersions(
    modelRef: string,
    { versions }: ModelMentions,
  ): Promise<string[]> {
    if (versions.size === 0) return [];
    const { registered, newest } = await this.known.findVersions(modelRef, [
      ...versions,
    ]);
    const unknown = [...versions].filter(name => !registered.includes(name));
    return unknown.length === 0
      ? []
      : [
          `${asSubject('Version', unknown)} not registered: of ${modelRef}, ${
            newest === undefined ? 'none is' : `the newest is ${newest}`
          }. The Versions tab says “Seen in inference records only” until it is: register it, or if it is mistyped, mend what sends it`,
        ];
  }

  private async noteEnvironments(
    modelRef: string,
    { environments }: ModelMentions,
  ): Promise<string[]> {
    const before = this.environmentsBefore.get(modelRef) ?? [];
    const isNew = (name: string) => !before.includes(name);
    if (![...environments].some(isNew)) return [];
    const declared = await this.known.listDeclaredEnvironments(modelRef);
    const unknown = [...environments].filter(
      name => isNew(name) && !declared.includes(name),
    );
    const known = [...new Set([...declared, ...before])];
    return unknown.length === 0
      ? []
      : [
          `${asSubject(
            'Environment',
            unknown,
          )} new: ${modelRef} had no record and no deployment there, and is known in ${known.join(
            ', ',
          )}. If it is mistyped, mend what sends it`,
        ];
  }

  private async noteOutcomes(
    modelRef: string,
    { outcomes }: ModelMentions,
  ): Promise<string[]> {
    const known =
      outcomes.size === 0 ? undefined : await this.known.findOutcomes(modelRef);
    return known ? noteOutcomes(modelRef, outcomes, known) : [];
  }
}

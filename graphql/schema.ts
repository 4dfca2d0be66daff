// The whole schema: every noun is imported for what it adds to the builder.
import { isObjectType } from 'graphql';
import type { PageBounds } from '#domain/paging.ts';
import { withIdempotency } from './answered-once.ts';
import { holdToAreas } from './areas.ts';
import { builder } from './builder.ts';
import { describeSchema } from './described.ts';
import './types/account.ts';
import './types/action.ts';
import './types/action-mutations.ts';
import './types/agenda.ts';
import './types/api-key.ts';
import './types/attendance.ts';
import './types/budget.ts';
import './types/budget-mutations.ts';
import './types/calendar-day.ts';
import './types/calendar-feed.ts';
import './types/carry-over.ts';
import './types/change.ts';
import './types/charter.ts';
import './types/comment.ts';
import './types/convention.ts';
import './types/date-poll.ts';
import './types/date-poll-mutations.ts';
import './types/deliverable.ts';
import './types/dataset.ts';
import './types/dataset-mutations.ts';
import './types/demonstration.ts';
import './types/evidence.ts';
import './types/stored-file.ts';
import './types/frozen-text.ts';
import './types/import.ts';
import './types/indicator.ts';
import './types/invitation.ts';
import './types/invitee-mutations.ts';
import './types/lifecycle.ts';
import './types/meeting.ts';
import './types/meeting-mutations.ts';
import './types/mailed-reply.ts';
import './types/meeting-series.ts';
import './types/minutes.ts';
import './types/minutes-link.ts';
import './types/notes.ts';
import './types/notification.ts';
import './types/obligation.ts';
import './types/occurrence.ts';
import './types/organisation.ts';
import './types/outcome.ts';
import './types/owned-text.ts';
import './types/participant.ts';
import './types/person.ts';
import './types/programme.ts';
import './types/year-report.ts';
import './types/search.ts';
import './types/session.ts';
import './types/text-comparison.ts';
import './types/suggestion.ts';
import './types/text-file.ts';
import './types/word-return.ts';
import './types/template.ts';
import './types/template-uses.ts';
import './types/text-version.ts';
import './types/thing.ts';
import './types/thread.ts';
import './types/upsert.ts';
import './types/viewer.ts';
import './types/webhook.ts';
import './types/webhook-mutations.ts';

export const schema = builder.toSchema();

holdToAreas(schema);
withIdempotency(schema);

// The numbers that a list holds to are said where it takes them, from the one place that knows them.
for (const type of Object.values(schema.getTypeMap()).filter(isObjectType))
  for (const { args, extensions } of Object.values(type.getFields())) {
    const first = args.find(({ name }) => name === 'first');
    const { bounds } = (extensions.complexity ?? {}) as { bounds?: PageBounds };
    if (!first) continue;
    if (!bounds) throw new Error(`${type.name} has a list that does not say how much it gives.`);
    first.description = `Nombre d’éléments, de 1 à ${bounds.most} ; ${bounds.usual} si rien n’est dit.`;
  }

describeSchema(schema);

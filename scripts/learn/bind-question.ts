import type { BoundQuestion } from '../../app/learn/bound-facts.ts';
import { questionsAbout, type Topic, TOPICS } from '../../src-protocol/inspect/questions.ts';
import type { FoundRecord } from './record-fields.ts';

/** The question about a record that a chapter asks for, made from what was decoded. */
export function questionAt({ view, place, record }: FoundRecord, topic: string): BoundQuestion {
  if (!(TOPICS as readonly string[]).includes(topic))
    throw new Error(`a question can be about ${TOPICS.join(', ')}, not "${topic}"`);
  const chunk = view.chunkAt(record.direction, record.at);
  if (chunk === undefined || record.kind === 'handshake')
    throw new Error(`${place.at} is no chunk to ask about`);
  const question = questionsAbout(view.rows, view.session, chunk).find(
    (one) => one.topic === (topic as Topic),
  );
  if (!question) throw new Error(`there is nothing to ask about ${topic} at ${place.at}`);
  const { options, answer, reason } = question;
  return { place, question: question.question, options, answer, reason };
}

/** Language models and speech. */
import { certain, issuer, likely, plain } from './entry.ts';

export const languageModels = [
  issuer({
    id: 'openai',
    name: 'OpenAI',
    parts: plain(
      ['OPENAI_API_KEY'],
      certain(
        ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
        /sk-(?:proj|svcacct|admin)-[\w-]{20,120}T3BlbkFJ[\w-]{20,120}/,
        'an OpenAI key',
      ),
      certain(['sk-'], /sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}/, 'an OpenAI key of the old form'),
    ),
    origins: ['https://api.openai.com'],
    page: 'https://platform.openai.com/account/api-keys',
    keywords: ['openai'],
  }),
  issuer({
    id: 'anthropic',
    name: 'Anthropic',
    headers: ['x-api-key: {secret}', 'anthropic-version: 2023-06-01'],
    parts: plain(
      ['ANTHROPIC_API_KEY'],
      certain(['sk-ant-api03-'], /sk-ant-api03-[\w-]{93}AA/, 'an Anthropic key'),
      certain(['sk-ant-admin01-'], /sk-ant-admin01-[\w-]{40,120}/, 'an Anthropic admin key'),
    ),
    origins: ['https://api.anthropic.com'],
    page: 'https://console.anthropic.com/settings/keys',
    keywords: ['anthropic', 'claude'],
  }),
  issuer({
    id: 'google-gemini',
    name: 'Google Gemini',
    headers: ['x-goog-api-key: {secret}'],
    // Other Google services give out keys of this form too.
    parts: plain(['GEMINI_API_KEY'], likely(['AIza'], /AIza[\w-]{35}/, 'a Google API key')),
    origins: ['https://generativelanguage.googleapis.com'],
    page: 'https://aistudio.google.com/app/apikey',
    keywords: ['gemini', 'generativelanguage'],
  }),
  issuer({
    id: 'hugging-face',
    name: 'Hugging Face',
    parts: plain(['HUGGING_FACE_HUB_TOKEN'], certain(['hf_'], /hf_[A-Za-z]{34}/, 'a Hugging Face token')),
    origins: ['https://huggingface.co'],
    page: 'https://huggingface.co/settings/tokens',
    keywords: ['huggingface'],
  }),
  issuer({
    id: 'groq',
    name: 'Groq',
    parts: plain(['GROQ_API_KEY'], certain(['gsk_'], /gsk_[A-Za-z0-9]{52}/, 'a Groq key')),
    origins: ['https://api.groq.com'],
    keywords: ['groq'],
  }),
  issuer({
    id: 'xai',
    name: 'xAI',
    parts: plain(['XAI_API_KEY'], certain(['xai-'], /xai-[0-9A-Za-z_]{80}/, 'an xAI key')),
    origins: ['https://api.x.ai'],
    keywords: ['xai'],
  }),
  issuer({
    id: 'openrouter',
    name: 'OpenRouter',
    parts: plain(['OPENROUTER_API_KEY'], certain(['sk-or-v1-'], /sk-or-v1-[0-9a-f]{64}/, 'an OpenRouter key')),
    origins: ['https://openrouter.ai'],
    keywords: ['openrouter'],
  }),
  issuer({
    id: 'elevenlabs',
    name: 'ElevenLabs',
    headers: ['xi-api-key: {secret}'],
    parts: plain([], likely(['sk_'], /sk_[a-f0-9]{48}/, 'an ElevenLabs key')),
    origins: ['https://api.elevenlabs.io'],
    keywords: ['elevenlabs'],
  }),
];

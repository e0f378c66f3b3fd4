/** Payments, mail, messages, and the tools of an office. */
import { ambiguous, certain, issuer, likely, part, plain } from './entry.ts';

export const services = [
  issuer({
    id: 'stripe',
    name: 'Stripe',
    parts: plain(
      ['STRIPE_API_KEY', 'STRIPE_SECRET_KEY'],
      certain(
        ['sk_test_', 'sk_live_', 'sk_prod_', 'rk_test_', 'rk_live_', 'rk_prod_'],
        /[sr]k_(?:test|live|prod)_[A-Za-z0-9]{10,99}/,
        'a Stripe key',
      ),
    ),
    origins: ['https://api.stripe.com'],
    page: 'https://dashboard.stripe.com/apikeys',
    keywords: ['stripe'],
  }),
  issuer({
    id: 'slack',
    name: 'Slack',
    parts: plain(
      ['SLACK_TOKEN'],
      certain(['xoxb-', 'xoxp-', 'xoxe-', 'xapp-'], /(?:xox[bpe]|xapp)-[\w-]{20,250}/, 'a Slack token'),
    ),
    origins: ['https://slack.com'],
    keywords: ['slack'],
  }),
  issuer({
    id: 'sendgrid',
    name: 'SendGrid',
    parts: plain(['SENDGRID_API_KEY'], certain(['SG.'], /SG\.[\w.-]{66}/, 'a SendGrid key')),
    origins: ['https://api.sendgrid.com'],
    keywords: ['sendgrid'],
  }),
  issuer({
    id: 'twilio',
    name: 'Twilio',
    headers: ['Authorization: Basic {base64:{sid}:{secret}}'],
    parts: [
      part(
        'sid',
        ['TWILIO_API_KEY', 'TWILIO_ACCOUNT_SID'],
        likely(['SK', 'AC'], /(?:SK|AC)[0-9a-f]{32}/, 'a Twilio SID'),
      ),
      part('secret', ['TWILIO_API_SECRET']),
    ],
    origins: ['https://api.twilio.com'],
    page: 'https://twilio.com/console/project/api-keys',
    keywords: ['twilio'],
  }),
  issuer({
    id: 'notion',
    name: 'Notion',
    headers: ['Authorization: Bearer {secret}', 'Notion-Version: 2022-06-28'],
    parts: plain(
      ['NOTION_TOKEN'],
      certain(['ntn_'], /ntn_[0-9]{11}[A-Za-z0-9]{35}/, 'a Notion token'),
      likely(['secret_'], /secret_[A-Za-z0-9]{43}/, 'a Notion token of the old form'),
    ),
    origins: ['https://api.notion.com'],
    keywords: ['notion'],
  }),
  issuer({
    id: 'linear',
    name: 'Linear',
    headers: ['Authorization: {secret}'],
    parts: plain(['LINEAR_API_KEY'], certain(['lin_api_'], /lin_api_[A-Za-z0-9]{40}/, 'a Linear key')),
    origins: ['https://api.linear.app'],
    keywords: ['linear'],
  }),
  issuer({
    id: 'shopify',
    name: 'Shopify',
    headers: ['X-Shopify-Access-Token: {secret}'],
    parts: plain(
      ['SHOPIFY_ACCESS_TOKEN'],
      certain(['shpat_', 'shpca_', 'shppa_', 'shpss_'], /shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}/, 'a Shopify token'),
    ),
    originAsked: "the shop's address (https://your-shop.myshopify.com)",
    keywords: ['shopify'],
  }),
  issuer({
    id: 'figma',
    name: 'Figma',
    headers: ['X-Figma-Token: {secret}'],
    parts: plain(
      [],
      certain(['figd', 'figo', 'figu', 'figr'], /fig[dour][a-z]{0,4}_[A-Za-z0-9_-]{40}/, 'a Figma token'),
    ),
    origins: ['https://api.figma.com'],
    keywords: ['figma'],
  }),
  issuer({
    id: 'discord',
    name: 'Discord (a bot)',
    headers: ['Authorization: Bot {secret}'],
    parts: plain(
      ['DISCORD_BOT_TOKEN'],
      ambiguous(/[\w-]{24}\.[\w-]{6}\.[\w-]{27}/, '24, 6 and 27 characters with dots between'),
    ),
    origins: ['https://discord.com'],
    keywords: ['discord'],
  }),
  issuer({
    id: 'telegram',
    name: 'Telegram (a bot)',
    use: 'url-path', // https://api.telegram.org/bot<token>/getMe
    parts: plain(['TELEGRAM_BOT_TOKEN'], likely([], /\d{8,10}:[\w-]{35}/, 'a Telegram bot token')),
    origins: ['https://api.telegram.org'],
    keywords: ['telegram'],
  }),
  issuer({
    id: 'postmark',
    name: 'Postmark',
    headers: ['X-Postmark-Server-Token: {secret}'],
    parts: plain(['POSTMARK_SERVER_TOKEN']),
    origins: ['https://api.postmarkapp.com'],
    keywords: ['postmark'],
  }),
  issuer({
    id: 'mailgun',
    name: 'Mailgun',
    headers: ['Authorization: Basic {base64:api:{secret}}'],
    parts: plain(
      [],
      likely(['key-'], /key-[a-z0-9]{32}/, 'a Mailgun key'),
      likely([], /[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}/, 'a Mailgun key of 32, 8 and 8 hexadecimal digits'),
    ),
    origins: ['https://api.mailgun.net'],
    keywords: ['mailgun'],
  }),
];

# A double of OvhApi: takes what it takes, signs what it would sign, and keeps the requests instead of sending them.
package OvhApi;
use strict;
use warnings;

use Carp 'carp';
use Digest::SHA 'sha1_hex';
use JSON::PP;
use MIME::Base64;

use constant OVH_API_EU => 'https://eu.api.ovh.com/1.0';
use constant OVH_API_CA => 'https://ca.api.ovh.com/1.0';
use constant OVH_API_US => 'https://api.us.ovhcloud.com/1.0';

our @REQUESTS;
our @ANSWERS;

sub new {
    my ($class, %given) = @_;
    die "Missing parameter" if grep { !$given{$_} } qw(type applicationKey applicationSecret);
    return bless {%given}, $class;
}

sub get    { rawCall(@_, method => 'get') }
sub post   { rawCall(@_, method => 'post') }
sub put    { rawCall(@_, method => 'put') }
sub delete { rawCall(@_, method => 'delete') }

sub rawCall {
    my ($self, %given) = @_;
    my $method = lc $given{method};
    my $path = $given{path};
    my $root = $self->{type};
    $root =~ s{/1\.0\z}{} if $path =~ m{^/v[12]};
    my $has_body = defined $given{body} && $method ne 'get' && $method ne 'delete';
    # As the real one: characters are taken for bytes.
    my $body = $has_body ? JSON::PP->new->allow_nonref->encode($given{body}) : '';
    die "Performed an authentified call without a consumerKey" if !$given{noSignature} && !$self->{consumerKey};
    my $signature = $given{noSignature} ? '' : sha1_hex(join '+',
        $self->{applicationSecret}, $self->{consumerKey}, uc $method, "$root$path", $body, 1457018875);
    push @REQUESTS, {
        method => uc $method, url => "$root$path", has_body => $has_body ? JSON::PP::true : JSON::PP::false,
        body => encode_base64($body, ''), signature => $signature,
    };
    my $answer = @ANSWERS ? shift @ANSWERS : { answer => "it's so" };
    return bless { answer => $answer }, 'OvhApi::Answer';
}

package OvhApi::Answer;
use overload
    bool => sub { !$ENV{REFUSED} },
    '!'  => sub { !!$ENV{REFUSED} },
    '""' => sub { 'This call has not been granted (Request-ID: EU.ext-3.5f0a.1)' },
    fallback => 0;

sub content { return $_[0]{answer} }
sub status  { return $ENV{REFUSED} ? 403 : 200 }

$INC{'OvhApi.pm'} = 1;
1;
